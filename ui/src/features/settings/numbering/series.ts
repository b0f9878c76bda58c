// A series of numbers as it is typed: how the next number will be written, and what is wrong with it. The program has
// the last word.
import { t } from "$lib/messages";

export const FIELDS = ["prefix", "digits", "next_number"] as const;
export type SeriesField = (typeof FIELDS)[number];
export type SeriesForm = { prefix: string; digits: number; next: string };

const LONGEST = 16;

/** "RM-" and "40" with three digits: "RM-040". */
export const written = ({ prefix, digits, next }: SeriesForm): string =>
  prefix + (/^\d+$/.test(next) ? next.padStart(digits, "0") : "");

export function problemOf(form: SeriesForm, field: SeriesField): string | undefined {
  if (field === "prefix" && !/^[A-Za-z0-9./-]*$/.test(form.prefix)) return t("numbering.badPrefix");
  if (field === "prefix" && /\d$/.test(form.prefix)) return t("numbering.endsWithDigit");
  if (field === "digits" && form.prefix.length + form.digits > LONGEST) return t("numbering.tooLong");
  if (field === "next_number" && form.next !== "" && !/^[1-9]\d{0,8}$/.test(form.next))
    return t("numbering.badNumber");
  return undefined;
}

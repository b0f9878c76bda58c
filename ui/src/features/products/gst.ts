// GST rates by date: the one that holds on a day, and how a suggested one is taken over.
import { localIso } from "$lib/format";
import { t } from "$lib/messages";
import { numberProblem } from "$lib/number-problem";
import type { Decimal, IsoDate, ProductGstRate } from "$lib/types";

/** Where a first rate begins: with the financial year, so that bills entered late find it. */
export function yearStart(today: IsoDate = localIso(new Date())): IsoDate {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return `${month >= 4 ? year : year - 1}-04-01`;
}

export const isUsedRate = (line: ProductGstRate): boolean => line.rate.trim() !== "";

/** The rate of the day: the latest that has begun. */
export function rateOn(lines: ProductGstRate[], day: IsoDate): ProductGstRate | null {
  return lines
    .filter((line) => isUsedRate(line) && line.from_on <= day)
    .reduce<ProductGstRate | null>((last, line) => (last && last.from_on > line.from_on ? last : line), null);
}

/** What is wrong with a rate, or with a cess, as it is typed. */
export const rateProblem = (typed: string) =>
  numberProblem(typed, 2, { most: 100, otherwise: t("product.rateBad") });
export const cessProblem = (typed: string) =>
  numberProblem(typed, 2, { most: 500, otherwise: t("product.cessBad") });

/** "18", "18.0" and "18.00" are one rate. */
export const sameRate = (a: Decimal, b: Decimal): boolean => Number(a) === Number(b);

/**
 * The lines with a rate taken over: in the empty line; in a product not yet saved in place of the one there; else from
 * `today` on, so that what was billed before keeps its rate.
 */
export function withRate(
  lines: ProductGstRate[],
  rate: Decimal,
  today: IsoDate,
  isNew: boolean,
): ProductGstRate[] {
  const used = lines.filter(isUsedRate);
  if (used.length === 0) return [{ ...(lines[0] ?? { from_on: yearStart(today), cess: "0" }), rate }];
  const now = rateOn(used, today);
  if (now && sameRate(now.rate, rate)) return lines;
  if (isNew && now) return used.map((line) => (line === now ? { ...line, rate } : line));
  const others = used.filter((line) => line.from_on !== today);
  return [...others, { from_on: today, rate, cess: now?.cess ?? "0" }];
}

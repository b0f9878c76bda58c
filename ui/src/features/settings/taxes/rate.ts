// A rate of GST as it is typed: what is still missing, and how it is sent.
import { isDay, localIso } from "$lib/format";
import { taxRates } from "$lib/known.svelte";
import { t } from "$lib/messages";
import { numberProblem } from "$lib/number-problem";
import type { TaxRate } from "$lib/types";

export const formOf = (rate: TaxRate | null) => ({
  rate: rate?.rate ?? "",
  from_on: rate?.from_on ?? localIso(new Date()),
  until_on: rate?.until_on ?? "",
  note: rate?.note ?? "",
  source: rate?.source ?? "",
});
export type RateForm = ReturnType<typeof formOf>;

export const problemsOf = ({ rate, from_on, until_on, source }: RateForm) => ({
  rate: numberProblem(rate, 2, { most: 100, otherwise: t("taxes.rateMissing") }),
  from_on: isDay(from_on) ? undefined : t("taxes.dayMissing"),
  until_on: until_on && !isDay(until_on) ? t("record.badDay") : undefined,
  source: source.trim() ? undefined : t("taxes.sourceMissing"),
});

export function send(rate: TaxRate | null, form: RateForm): Promise<TaxRate> {
  const body = { ...form, until_on: form.until_on || null };
  return rate ? taxRates.change(rate.id, body) : taxRates.add(body);
}

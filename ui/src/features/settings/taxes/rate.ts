// A rate of GST as it is typed: what is still missing, and how it is sent.
import { asApiError, type ApiError } from "$lib/api";
import { localIso } from "$lib/format";
import { taxRates } from "$lib/known.svelte";
import { t } from "$lib/messages";
import { numberProblem } from "$lib/number-problem";
import type { TaxRate } from "$lib/types";

type Form = { rate: string; from_on: string; until_on: string; note: string; source: string };

export class RateEdit {
  rate = $state.raw<TaxRate | null>(null);
  form = $state<Form>(formOf(null));
  busy = $state(false);
  tried = $state(false);
  failure = $state.raw<ApiError | null>(null);

  begin(rate: TaxRate | null): void {
    this.rate = rate;
    this.form = formOf(rate);
    this.busy = this.tried = false;
    this.failure = null;
  }

  get changed(): boolean {
    return JSON.stringify(this.form) !== JSON.stringify(formOf(this.rate));
  }

  problem(field: keyof Form): string | undefined {
    const said = this.failure?.field(field);
    if (said || !this.tried) return said;
    const { rate, from_on, until_on, source } = this.form;
    if (field === "rate") return numberProblem(rate, 2, { most: 100, otherwise: t("taxes.rateMissing") });
    if (field === "from_on" && !isDay(from_on)) return t("taxes.dayMissing");
    if (field === "until_on" && until_on && !isDay(until_on)) return t("record.badDay");
    if (field === "source" && !source.trim()) return t("taxes.sourceMissing");
    return undefined;
  }

  /** Answers the saved rate, or null when something must be mended first. */
  async save(): Promise<TaxRate | null> {
    this.tried = true;
    this.failure = null;
    const fields = ["rate", "from_on", "until_on", "source"] as const;
    if (this.busy || fields.some((field) => this.problem(field))) return null;
    this.busy = true;
    const body = { ...this.form, until_on: this.form.until_on || null };
    try {
      return await (this.rate ? taxRates.change(this.rate.id, body) : taxRates.add(body));
    } catch (thrown) {
      this.failure = asApiError(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

function formOf(rate: TaxRate | null): Form {
  if (rate === null) return { rate: "", from_on: localIso(new Date()), until_on: "", note: "", source: "" };
  const { from_on, until_on, note, source } = rate;
  return { rate: rate.rate, from_on, until_on: until_on ?? "", note, source };
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

// A unit as it is typed: what is still missing, and how it is sent.
import { asApiError, type ApiError } from "$lib/api";
import { units } from "$lib/known.svelte";
import { t } from "$lib/messages";
import { numberProblem } from "$lib/number-problem";
import type { Unit } from "$lib/types";

const blank = { code: "", name: "", uqc: "OTH", decimals: "0", factor: "", into: "" };
type Form = typeof blank;

export class UnitEdit {
  unit = $state.raw<Unit | null>(null);
  form = $state<Form>({ ...blank });
  busy = $state(false);
  tried = $state(false);
  failure = $state.raw<ApiError | null>(null);

  begin(unit: Unit | null): void {
    this.unit = unit;
    this.form = formOf(unit);
    this.busy = this.tried = false;
    this.failure = null;
  }

  get changed(): boolean {
    return JSON.stringify(this.form) !== JSON.stringify(formOf(this.unit));
  }

  problem(field: keyof Form): string | undefined {
    const names: Partial<Record<keyof Form, string>> = {
      factor: "conversion.factor",
      into: "conversion.unit",
    };
    const said = this.failure?.field(names[field] ?? field);
    if (said || !this.tried) return said;
    const { code, name, factor, into } = this.form;
    if (field === "code" && !code.trim()) return t("units.codeMissing");
    if (field === "name" && !name.trim()) return t("units.nameMissing");
    if (field === "factor" && Boolean(factor.trim()) !== Boolean(into)) return t("units.factorMissing");
    if (field === "factor" && factor.trim()) return numberProblem(factor, 6);
    return undefined;
  }

  /** Answers the saved unit, or null when something must be mended first. */
  async save(): Promise<Unit | null> {
    this.tried = true;
    this.failure = null;
    if (this.busy || this.problem("code") || this.problem("name") || this.problem("factor")) return null;
    this.busy = true;
    const { code, name, uqc, decimals, factor, into } = this.form;
    const body = {
      name: name.trim(),
      uqc,
      decimals: Number(decimals),
      conversion: into ? { unit: into, factor: factor.trim() } : null,
    };
    try {
      if (this.unit) return await units.change(this.unit.code, body);
      return await units.add({ code: code.trim(), ...body });
    } catch (thrown) {
      this.failure = asApiError(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

const formOf = (unit: Unit | null): Form =>
  unit === null
    ? { ...blank }
    : {
        code: unit.code,
        name: unit.name,
        uqc: unit.uqc,
        decimals: String(unit.decimals),
        factor: unit.conversion?.factor ?? "",
        into: unit.conversion?.unit ?? "",
      };

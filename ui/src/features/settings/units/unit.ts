// A unit as it is typed: what is still missing, and how it is sent.
import { units } from "$lib/known.svelte";
import { t } from "$lib/messages";
import { numberProblem } from "$lib/number-problem";
import type { Unit } from "$lib/types";

export const formOf = (unit: Unit | null) => ({
  code: unit?.code ?? "",
  name: unit?.name ?? "",
  uqc: unit?.uqc ?? "OTH",
  decimals: String(unit?.decimals ?? 0),
  "conversion.factor": unit?.conversion?.factor ?? "",
  "conversion.unit": unit?.conversion?.unit ?? "",
});
export type UnitForm = ReturnType<typeof formOf>;

export function problemsOf(form: UnitForm) {
  const { "conversion.factor": factor, "conversion.unit": into } = form;
  const half = Boolean(factor.trim()) !== Boolean(into);
  return {
    code: form.code.trim() ? undefined : t("units.codeMissing"),
    name: form.name.trim() ? undefined : t("units.nameMissing"),
    "conversion.factor": half
      ? t("units.factorMissing")
      : factor.trim()
        ? numberProblem(factor, 6)
        : undefined,
  };
}

export function send(unit: Unit | null, form: UnitForm): Promise<Unit> {
  const { "conversion.factor": factor, "conversion.unit": into } = form;
  const body = {
    name: form.name.trim(),
    uqc: form.uqc,
    decimals: Number(form.decimals),
    conversion: into ? { unit: into, factor: factor.trim() } : null,
  };
  return unit ? units.change(unit.code, body) : units.add({ code: form.code.trim(), ...body });
}

// The form of a material: what it begins with, how a saved one fills it, and how it is sent.
import { t } from "$lib/messages";
import type { Shape } from "$lib/record";
import type { Material } from "$lib/types";

export type MaterialForm = { code: string; name: string; unit: string; store: string; notes: string };

export const materialShape: Shape<MaterialForm, Material> = {
  path: "/api/materials",
  blank: () => ({ code: "", name: "", unit: "", store: "", notes: "" }),
  fromSaved: ({ code, name, unit, store, notes }) => ({ code, name, unit, store, notes }),
  toBody: (form) => ({
    code: form.code.trim(),
    name: form.name.trim(),
    unit: form.unit.trim(),
    store: form.store.trim(),
    notes: form.notes.trim(),
  }),
  check: (form) => ({
    ...(form.name.trim() ? {} : { name: t("material.nameMissing") }),
    ...(form.unit.trim() ? {} : { unit: t("material.unitMissing") }),
  }),
};

// The words of a material, and how its history is told.
import { day, quantity } from "$lib/format";
import { t } from "$lib/messages";
import { same, type Vocabulary } from "$lib/record";
import { word } from "$lib/workspace.svelte";

export const materialsWord = () => word("materials", t("materials.title"));
export const newMaterialWord = () =>
  t("materials.new", { material: word("material", t("materials.one")).toLowerCase() });

export const materialVocabulary: Vocabulary = {
  fields: {
    code: { label: t("materials.code") },
    name: { label: t("materials.name") },
    unit: { label: t("materials.unit") },
    store: { label: t("materials.store") },
    notes: { label: t("material.notes") },
  },
  operations: { count: ({ before, after }) => [tellCount(before, after)] },
};

type Values = Record<string, unknown> | null;

/** The edit log knows what was on hand before and after; a count of an earlier day changes neither. */
function tellCount(before: Values, after: Values): string {
  const [amount, on] = [after?.["quantity_on_hand"], after?.["counted_on"]];
  if (same(before?.["counted_on"], on) && same(before?.["quantity_on_hand"], amount))
    return t("count.toldAgain");
  const words = { quantity: `${quantity(String(amount))} ${String(after?.["unit"])}`, day: day(String(on)) };
  return t("count.told", words);
}

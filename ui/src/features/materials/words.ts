// The words of a material, and how its history is told.
import { day, quantity } from "$lib/format";
import { t } from "$lib/messages";
import type { Vocabulary } from "$lib/record";
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
    quantity_on_hand: { label: t("materials.onHand"), show: (amount) => quantity(String(amount)) },
    counted_on: { label: t("materials.counted"), show: (date) => day(String(date)) },
    notes: { label: t("material.notes") },
  },
};

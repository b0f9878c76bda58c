// Made in place while a form is filled in: a category, a unit, a price list. Each answers the new choice's value, or
// null when it was refused, which is then told.
import { t } from "$lib/messages";
import { toast, toastError } from "$lib/toast.svelte";
import { missingOf, pathParts } from "./category-tree";
import { categories, priceLists, units } from "./known.svelte";

/** "Dental > Burs" makes both where neither exists. */
export async function createCategory(typed: string): Promise<string | null> {
  return told(typed, async () => {
    const { parent, names } = missingOf(categories.items, pathParts(typed));
    let last = parent;
    for (const name of names) last = (await categories.add({ name, parent_id: last })).id;
    return last === null ? null : String(last);
  });
}

/** What a unit can be called: "CRT", "TRAY10". */
export const asUnitCode = (typed: string): string | null => {
  const code = typed.trim().toUpperCase();
  return /^[A-Z0-9]{1,8}$/.test(code) ? code : null;
};

/** GST knows none of our own units: they are "OTH", others. */
export async function createUnit(typed: string): Promise<string | null> {
  const code = asUnitCode(typed);
  if (!code) return null;
  const name = code.charAt(0) + code.slice(1).toLowerCase();
  return told(code, async () => (await units.add({ code, name, uqc: "OTH", decimals: 0 })).code);
}

export async function createPriceList(typed: string): Promise<string | null> {
  return told(typed, async () => String((await priceLists.add({ name: typed, includes_tax: false })).id));
}

async function told(name: string, make: () => Promise<string | null>): Promise<string | null> {
  try {
    const made = await make();
    toast(t("record.added", { name }));
    return made;
  } catch (error) {
    toastError(error);
    return null;
  }
}

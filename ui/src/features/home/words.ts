// What Home calls things: by the trade's own words wherever it has them.
import { listed } from "$lib/format";
import { t } from "$lib/messages";
import type { Summary } from "$lib/types";
import { word } from "$lib/workspace.svelte";

export type Things = "party" | "patient" | "material" | "product";

const ours = () =>
  ({
    party: ["party", "parties", t("parties.one"), t("parties.title")],
    patient: ["patient", "patients", t("patients.one"), t("patients.title")],
    material: ["material", "materials", t("materials.one"), t("materials.title")],
    product: ["product", "products", t("products.one"), t("products.title")],
  }) as const satisfies Record<Things, readonly string[]>;

/** As a heading: "Suppliers and payers". */
export const headingOf = (thing: Things): string => word(ours()[thing][1], ours()[thing][3]);

/** Within a sentence: "supplier or payer", "suppliers and payers". */
export function namesOf(thing: Things): { one: string; more: string } {
  const [one, more, ourOne, ourMore] = ours()[thing];
  return { one: lowerFirst(word(one, ourOne)), more: lowerFirst(word(more, ourMore)) };
}

/** Does the trade speak of its parties in words of its own? Then "customers" and "suppliers" are not its words. */
export const hasOwnParties = (): boolean => headingOf("party") !== t("parties.title");

/** "12 customers and 3 suppliers". */
export const whomOf = ({ customers, suppliers }: Summary["parties"]): string =>
  listed([
    ...(customers > 0 ? [t("home.customersCounted", { count: customers })] : []),
    ...(suppliers > 0 ? [t("home.suppliersCounted", { count: suppliers })] : []),
  ]);

/** "12 buy from you, 3 sell to you". */
export const kindsOf = ({ customers, suppliers }: Summary["parties"]): string =>
  [
    ...(customers > 0 ? [t("home.buyers", { count: customers })] : []),
    ...(suppliers > 0 ? [t("home.sellers", { count: suppliers })] : []),
  ].join(", ") || t("home.nobodyYet");

const lowerFirst = (text: string) =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

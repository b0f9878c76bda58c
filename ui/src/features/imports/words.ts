// What is imported, by the trade's own words wherever it has them, and where it stands in the program.
import { t } from "$lib/messages";
import type { TransferKind } from "$lib/types";
import { granted, word } from "$lib/workspace.svelte";

export const KINDS: TransferKind[] = ["products", "parties", "patients", "materials"];

/** "Products and services" or, in the trade's words, "Suppliers and payers". */
export const kindTitle = (kind: TransferKind): string => word(kind, t(`${kind}.title`));

/** Within a sentence: "products", "suppliers and payers". */
export function kindName(kind: TransferKind): string {
  const title = kindTitle(kind);
  return /^\p{Lu}\p{Lu}/u.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

export const kindIcon: Record<TransferKind, string> = {
  products: "package",
  parties: "users",
  patients: "stethoscope",
  materials: "boxes",
};

/** Can the business on screen have it? The program refuses the rest by itself. */
export const mayImport = (kind: TransferKind): boolean =>
  kind === "patients"
    ? granted("patient_management")
    : kind === "materials"
      ? granted("material_management")
      : true;

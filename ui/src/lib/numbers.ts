// Which businesses have the numbers 1…9: the first nine by name.
import type { BusinessCard } from "./types";

export const NUMBERS = 9;

const order = new Intl.Collator("en-IN", { numeric: true, sensitivity: "base" });

/** As a person looks for them: "Shop 2" before "Shop 10", capitals or not; namesakes by their ids. */
export const byName = <C extends Pick<BusinessCard, "company_name" | "tenant_id">>(cards: C[]): C[] =>
  [...cards].sort(
    (a, b) => order.compare(a.company_name, b.company_name) || (a.tenant_id < b.tenant_id ? -1 : 1),
  );

// How a party's registration follows its GSTIN: with a number it is registered, as the number's form allows;
// without one it is not, or lives abroad.
import type { GstinCheck, Registration } from "$lib/types";

export const REGISTRATIONS: Registration[] = [
  "regular",
  "composition",
  "unregistered",
  "sez",
  "overseas",
  "deemed_export",
  "uin_holder",
  "tax_deductor",
  "tax_collector",
  "input_service_distributor",
];

/** What the holder of a number of each form can be, the likeliest first. */
const OF_KIND: Record<string, Registration[]> = {
  regular: ["regular", "composition", "sez", "deemed_export", "input_service_distributor"],
  non_resident: ["regular"],
  department: ["regular", "tax_deductor"],
  un_body: ["uin_holder"],
  online_services: ["regular"],
  tax_deductor: ["tax_deductor"],
  tax_collector: ["tax_collector"],
};
const WITHOUT_GSTIN: Registration[] = ["unregistered", "overseas"];
const WITH_GSTIN = REGISTRATIONS.filter((registration) => !WITHOUT_GSTIN.includes(registration));

type Check = Pick<GstinCheck, "valid" | "kind"> | null;

/** The registrations that go with a number; with an unfinished or doubtful one, any a number can have. */
export function fitting(gstin: string, check: Check): Registration[] {
  if (gstin.trim() === "") return WITHOUT_GSTIN;
  return (check?.valid && check.kind && OF_KIND[check.kind]) || WITH_GSTIN;
}

/** The registration that goes with a number: the present one where it fits, else the likeliest. */
export function followGstin(present: Registration, gstin: string, check: Check): Registration {
  const possible = fitting(gstin, check);
  return possible.includes(present) ? present : (possible[0] ?? present);
}

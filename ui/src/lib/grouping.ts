// Grouping of digits as the person chose it, on its own because the messages need it as the formats do.
import { formats } from "./formats.svelte";
import type { Decimal } from "./types";

/**
 * "1234567.5" → "12,34,567.5", or "1,234,567.5" where the person chose so. Anything that is no plain decimal comes back
 * as it is.
 */
export function grouped(decimal: Decimal): string {
  const parts = /^([-−+]?)(\d+)(\.\d+)?$/.exec(decimal);
  if (!parts) return decimal;
  const [, sign = "", whole = "", fraction = ""] = parts;
  const groups = formats.numbers === "indian" ? /\B(?=(\d{2})+(?!\d))/g : /\B(?=(\d{3})+(?!\d))/g;
  const head = whole.slice(0, -3).replace(groups, ",");
  const all = whole.length > 3 ? `${head},${whole.slice(-3)}` : whole;
  return `${sign === "-" ? "−" : sign}${all}${fraction}`;
}

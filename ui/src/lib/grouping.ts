// Indian grouping of digits, on its own because the messages need it as the formats do.
import type { Decimal } from "./types";

/** "1234567.5" → "12,34,567.5". Anything that is no plain decimal comes back as it is. */
export function groupIndian(decimal: Decimal): string {
  const parts = /^([-−+]?)(\d+)(\.\d+)?$/.exec(decimal);
  if (!parts) return decimal;
  const [, sign = "", whole = "", fraction = ""] = parts;
  const head = whole.slice(0, -3).replace(/\B(?=(\d{2})+(?!\d))/g, ",");
  const grouped = whole.length > 3 ? `${head},${whole.slice(-3)}` : whole;
  return `${sign === "-" ? "−" : sign}${grouped}${fraction}`;
}

// Exact differences of quantities, which are decimal text from end to end.
import { quantity } from "$lib/format";
import type { Decimal } from "$lib/types";

const MICRO = 6;

/** a − b, as "2.5", "-0.125" or "0". */
export function difference(a: Decimal, b: Decimal): Decimal {
  const micro = toMicro(a) - toMicro(b);
  const digits = (micro < 0n ? -micro : micro).toString().padStart(MICRO + 1, "0");
  const fraction = digits.slice(-MICRO).replace(/0+$/, "");
  return `${micro < 0n ? "-" : ""}${digits.slice(0, -MICRO)}${fraction ? `.${fraction}` : ""}`;
}

/** "+2.5", "−1,200", "0"; a dash where there is none. */
export function signed(change: Decimal | null): string {
  if (change === null) return quantity(null);
  const shown = quantity(change);
  return /^-/.test(change) || toMicro(change) === 0n ? shown : `+${shown}`;
}

/** "-2.5" → "2.5". */
export const withoutSign = (change: Decimal): Decimal => change.replace(/^-/, "");

function toMicro(text: Decimal): bigint {
  const parts = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!parts) return 0n;
  const [, sign, whole = "", fraction = ""] = parts;
  const micro = BigInt((whole || "0") + fraction.slice(0, MICRO).padEnd(MICRO, "0"));
  return sign ? -micro : micro;
}

// How numbers, days and moments look. Numbers stay text from end to end: grouping inserts commas into a
// decimal string and never makes a float of it.
import { formats } from "./formats.svelte";
import type { Decimal, Instant, IsoDate } from "./types";

/**
 * "1234567.5" → "12,34,567.5", or "1,234,567.5" where the person chose so. Anything that is no plain decimal comes back
 * as it is.
 */
export function grouped(decimal: Decimal): string {
  const parts = /^([-−+]?)(\d+)(\.\d+)?$/.exec(decimal);
  if (!parts) return decimal;
  const [, sign = "", whole = "", fraction = ""] = parts;
  const pairs = formats.numbers === "indian" ? /\B(?=(\d{2})+(?!\d))/g : /\B(?=(\d{3})+(?!\d))/g;
  const head = whole.slice(0, -3).replace(pairs, ",");
  const all = whole.length > 3 ? `${head},${whole.slice(-3)}` : whole;
  return `${sign === "-" ? "−" : sign}${all}${fraction}`;
}

/**
 * Groups what is being typed, "123456.5" as "1,23,456.5", and keeps the caret behind the same digit. What is no plain
 * number stays as it is typed.
 */
export function regroup(typed: string, caret: number): { text: string; caret: number } {
  const plain = latinDigits(typed).replace(/[\s,₹]/g, "");
  const parts = /^([-−+]?)(\d*)(\.\d*)?$/.exec(plain);
  if (!parts) return { text: typed, caret };
  const text = (parts[1] ?? "") + grouped(parts[2] ?? "") + (parts[3] ?? "");
  let digits = latinDigits(typed.slice(0, caret)).replace(/[^\d.+−-]/g, "").length;
  let at = 0;
  while (digits > 0 && at < text.length) {
    if (text[at] !== ",") digits -= 1;
    at += 1;
  }
  return { text, caret: at };
}

/** "1180" → "1180.00", as money is written. Anything that is no plain decimal comes back as it is. */
export function inPaise(amount: Decimal): Decimal {
  const parts = /^(\d+)(?:\.(\d{0,2}))?$/.exec(amount);
  return parts ? `${parts[1]}.${(parts[2] ?? "").padEnd(2, "0")}` : amount;
}

/** "18.00" → "18 %"; a dash for nothing. */
export function percent(rate: Decimal | null | undefined): string {
  return rate === null || rate === undefined || rate === "" ? DASH : `${quantity(rate)}\u00a0%`;
}

/** "1180.00" → "1,180.00"; a dash for nothing. `symbol` puts ₹ before it. */
export function money(amount: Decimal | null | undefined, options: { symbol?: boolean } = {}): string {
  if (amount === null || amount === undefined || amount === "") return DASH;
  const written = grouped(amount);
  if (!options.symbol) return written;
  return written.startsWith("−") ? `−₹${written.slice(1)}` : `₹${written}`;
}

/** "2.500000" → "2.5", "1200.000" → "1,200". */
export function quantity(amount: Decimal | null | undefined): string {
  if (amount === null || amount === undefined || amount === "") return DASH;
  return grouped(amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount);
}

export const count = (n: number): string => grouped(String(Math.trunc(n)));

/**
 * What a person typed as a number, as a plain decimal string: "1,23,456.50", " ₹ 12 " and "१२.५" are all
 * understood. null when it is no number or has more digits after the point than `decimals`.
 */
export function parseDecimal(
  typed: string,
  options: { decimals?: number; negative?: boolean } = {},
): Decimal | null {
  const plain = latinDigits(typed)
    .replace(/[\s,₹_]/g, "")
    .replace("−", "-");
  const parts = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(plain);
  if (!parts) return null;
  const [, sign = "", whole = "", fraction = ""] = parts;
  if (!whole && !fraction) return null;
  if (sign === "-" && !options.negative) return null;
  if (fraction.length > (options.decimals ?? 6)) return null;
  const trimmed = whole.replace(/^0+(?=\d)/, "") || "0";
  return `${sign === "-" ? "-" : ""}${trimmed}${fraction ? `.${fraction}` : ""}`;
}

/** "2026-11-23" → "23 Nov 2026", or as the person chose to have days written. */
export function day(date: IsoDate | null | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? "");
  if (!parts) return DASH;
  const [whole, year, month, dayOfMonth] = parts;
  if (formats.dates === "iso") return whole;
  if (formats.dates === "words") return `${Number(dayOfMonth)} ${MONTHS[Number(month) - 1]} ${year}`;
  return [dayOfMonth, month, year].join(formats.dates === "dots" ? "." : "/");
}

/** "2026-11-23" → "23 Nov": where the year is known anyway. */
export function dayOfYear(date: IsoDate | null | undefined): string {
  const parts = /^\d{4}-(\d{2})-(\d{2})/.exec(date ?? "");
  return parts ? `${Number(parts[2])} ${MONTHS[Number(parts[1]) - 1]}` : DASH;
}

/** "2026-11-01" → "Nov", "Nov 2026" with its year. */
export function month(date: IsoDate, options: { year?: boolean } = {}): string {
  const name = MONTHS[Number(date.slice(5, 7)) - 1] ?? DASH;
  return options.year ? `${name} ${date.slice(0, 4)}` : name;
}

/** "Monday, 23 November". */
export function longDay(at: Date): string {
  return new Intl.DateTimeFormat("en-IN", { weekday: "long", day: "numeric", month: "long" }).format(at);
}

/** A moment in the clock of this machine: "23 Nov 2026, 15:04". */
export function moment(instant: Instant | null | undefined): string {
  const at = instant ? new Date(instant) : null;
  if (!at || Number.isNaN(at.getTime())) return DASH;
  return `${day(localIso(at))}, ${clock(at)}`;
}

/** "just now", "5 min ago", "3 h ago", "yesterday", "Friday", "12 Oct", "12 Oct 2025". */
export function ago(instant: Instant, now: Date = new Date()): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return DASH;
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days <= 0) return `${Math.floor(minutes / 60)} h ago`;
  if (days === 1) return "yesterday";
  if (days < 7) return new Intl.DateTimeFormat("en-IN", { weekday: "long" }).format(at);
  const short = `${at.getDate()} ${MONTHS[at.getMonth()]}`;
  return at.getFullYear() === now.getFullYear() ? short : `${short} ${at.getFullYear()}`;
}

/** What a person typed as a day: "23/11/2026", "23-11-26", "23 nov", "23", "today", "+3", "-1". null if unclear. */
export function parseDay(typed: string, today: Date = new Date()): IsoDate | null {
  const text = latinDigits(typed).trim().toLowerCase();
  if (!text) return null;
  if (text === "today" || text === "t") return localIso(today);
  if (text === "yesterday") return shiftDay(localIso(today), -1);
  if (/^[+-]\d{1,4}$/.test(text)) return shiftDay(localIso(today), Number(text));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return checkedDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})(?:[\s./-]+(\d{1,2}|[a-z]{3,9})(?:[\s./,-]+(\d{2}|\d{4}))?)?$/.exec(text);
  if (!parts) return null;
  const month = parts[2] === undefined ? today.getMonth() + 1 : monthNumber(parts[2]);
  const year = parts[3] === undefined ? today.getFullYear() : fullYear(parts[3], today);
  return month === null ? null : checkedDay(year, month, Number(parts[1]));
}

export function shiftDay(date: IsoDate, days: number): IsoDate {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export function localIso(at: Date): IsoDate {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** 43_203_000 → "41.2 MB". */
export function bytes(size: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let amount = size;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${unit === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[unit]}`;
}

/** "9822011874" → "98220 11874"; other shapes stay as they were written. */
export function phone(number: string | null | undefined): string {
  if (!number) return DASH;
  const mobile = /^(\+91|0)?\s*([6-9]\d{4})\s*(\d{5})$/.exec(number.trim());
  return mobile ? `${mobile[2]} ${mobile[3]}` : number;
}

export const DASH = "–";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
const clock = (at: Date) =>
  `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;

function latinDigits(text: string): string {
  return text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
}

function monthNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const at = MONTHS.findIndex((name) => text.startsWith(name.toLowerCase()));
  return at < 0 ? null : at + 1;
}

function fullYear(text: string, today: Date): number {
  if (text.length === 4) return Number(text);
  const near = Math.floor(today.getFullYear() / 100) * 100 + Number(text);
  return near > today.getFullYear() + 20 ? near - 100 : near; // a birth date of "78" is 1978
}

function checkedDay(year: number, month: number, dayOfMonth: number): IsoDate | null {
  const at = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const same =
    at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === dayOfMonth;
  return same ? at.toISOString().slice(0, 10) : null;
}

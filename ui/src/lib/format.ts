// How numbers, days and moments look. Numbers stay text from end to end: grouping inserts commas into a
// decimal string and never makes a float of it.
import { formats, type DateFormat } from "./formats.svelte";
import { grouped } from "./grouping";
import { t } from "./messages";
import { locale } from "./messages/language";
import type { Decimal, Instant, IsoDate } from "./types";

export { grouped };

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

/** "12345678.00" → "₹1.23 crore", "120000.00" → "₹1.2 lakh", less than a lakh in full; a dash for nothing. */
export function shortMoney(amount: Decimal | null | undefined): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount ?? "");
  if (!parts) return money(amount, { symbol: true });
  const [, sign = "", digits = "", fraction = ""] = parts;
  const whole = BigInt(digits);
  if (whole < LAKH) return money(amount, { symbol: true });
  // Half away from zero, as everywhere: a lakh's hundredth is a thousand rupees.
  const hundredths = (unit: bigint) =>
    (BigInt(digits + fraction) * 200n + scaled(unit)) / (scaled(unit) * 2n);
  const scaled = (unit: bigint) => unit * 10n ** BigInt(fraction.length);
  const inLakh = hundredths(LAKH);
  const [shown, key] =
    inLakh < 10_000n ? ([inLakh, "money.lakh"] as const) : ([hundredths(CRORE), "money.crore"] as const);
  const text = `${shown / 100n}.${String(shown % 100n).padStart(2, "0")}`.replace(/\.?0+$/, "");
  return `${sign && "−"}₹${t(key, { amount: grouped(text) })}`;
}
const LAKH = 100_000n;
const CRORE = 10_000_000n;

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
export const day = (date: IsoDate | null | undefined): string => dayAs(formats.dates, date);

/** A day in a form that is not chosen, to choose by. */
export function dayAs(format: DateFormat, date: IsoDate | null | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? "");
  if (!parts) return DASH;
  const [whole, year, month, dayOfMonth] = parts;
  if (format === "iso") return whole;
  if (format === "words") return `${Number(dayOfMonth)} ${months()[Number(month) - 1]} ${year}`;
  return [dayOfMonth, month, year].join(format === "dots" ? "." : "/");
}

/** "2026-11-23" → "23 Nov": where the year is known anyway. */
export function dayOfYear(date: IsoDate | null | undefined): string {
  const parts = /^\d{4}-(\d{2})-(\d{2})/.exec(date ?? "");
  return parts ? `${Number(parts[2])} ${months()[Number(parts[1]) - 1]}` : DASH;
}

/** "2026-11-01" → "Nov", "Nov 2026" with its year. */
export function month(date: IsoDate, options: { year?: boolean } = {}): string {
  const name = months()[Number(date.slice(5, 7)) - 1] ?? DASH;
  return options.year ? `${name} ${date.slice(0, 4)}` : name;
}

/** "Monday, 23 November". */
export function longDay(at: Date): string {
  return new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long" }).format(at);
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
  if (minutes < 1) return t("ago.now");
  if (minutes < 60) return t("ago.minutes", { count: minutes });
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days <= 0) return t("ago.hours", { count: Math.floor(minutes / 60) });
  if (days === 1) return t("ago.yesterday");
  if (days < 7) return new Intl.DateTimeFormat(locale(), { weekday: "long" }).format(at);
  const short = `${at.getDate()} ${months()[at.getMonth()]}`;
  return at.getFullYear() === now.getFullYear() ? short : `${short} ${at.getFullYear()}`;
}

/** What a person typed as a day: "23/11/2026", "23-11-26", "23 nov", "23", "today", "+3", "-1". null if unclear. */
export function parseDay(typed: string, today: Date = new Date()): IsoDate | null {
  const text = latinDigits(typed).trim().toLowerCase();
  if (!text) return null;
  if (text === "today" || text === "t" || text === t("date.today").toLowerCase()) return localIso(today);
  if (text === "yesterday") return shiftDay(localIso(today), -1);
  if (/^[+-]\d{1,4}$/.test(text)) return shiftDay(localIso(today), Number(text));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return checkedDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})(?:[\s./-]+(\d{1,2}|[\p{L}\p{M}]{2,10})(?:[\s./,-]+(\d{2}|\d{4}))?)?$/u.exec(text);
  if (!parts) return null;
  const month = parts[2] === undefined ? today.getMonth() + 1 : monthNumber(parts[2]);
  const year = parts[3] === undefined ? today.getFullYear() : fullYear(parts[3], today);
  return month === null ? null : checkedDay(year, month, Number(parts[1]));
}

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

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

/** "Aspirin, Cough syrup and 10 more". */
export const listed = (words: string[]): string => new Intl.ListFormat(locale()).format(words);

/** "9822011874" → "98220 11874"; other shapes stay as they were written. */
export function phone(number: string | null | undefined): string {
  if (!number) return DASH;
  const mobile = /^(\+91|0)?\s*([6-9]\d{4})\s*(\d{5})$/.exec(number.trim());
  return mobile ? `${mobile[2]} ${mobile[3]}` : number;
}

export const DASH = "–";
const ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const months = (): string[] => t("date.months").split(" ");

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
const clock = (at: Date) =>
  `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;

function latinDigits(text: string): string {
  return text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
}

function monthNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const own = months().map((name) => name.toLowerCase());
  const at = own.findIndex((name, i) => text.startsWith(ENGLISH_MONTHS[i] ?? name) || name.startsWith(text));
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

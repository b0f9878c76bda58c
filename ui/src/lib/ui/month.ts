// The days of a month as a calendar lays them out, all as "2026-11-23": whole days know no clock and no zone.
import { shiftDay } from "../format";
import type { WeekStart } from "../formats.svelte";
import type { IsoDate } from "../types";

const FIRST_DAYS: Record<WeekStart, number> = { sun: 0, mon: 1, sat: 6 };

/** A noon of no zone, for `Intl` with `timeZone: "UTC"`. */
export const noon = (date: IsoDate): Date => new Date(`${date}T12:00:00Z`);

export const yearOf = (date: IsoDate): number => Number(date.slice(0, 4));
/** 1 to 12. */
export const monthOf = (date: IsoDate): number => Number(date.slice(5, 7));

export function startOfWeek(date: IsoDate, begins: WeekStart): IsoDate {
  return shiftDay(date, -((noon(date).getUTCDay() - FIRST_DAYS[begins] + 7) % 7));
}

/** The same day in another month, or that month's last. */
export function shiftMonth(date: IsoDate, months: number): IsoDate {
  const at = new Date(Date.UTC(yearOf(date), monthOf(date) - 1 + months, 1));
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(Number(date.slice(8)), last));
  return at.toISOString().slice(0, 10);
}

/** The weeks that hold the days of a month; those of its neighbours are null. */
export function weeksOf(date: IsoDate, begins: WeekStart): (IsoDate | null)[][] {
  const month = date.slice(0, 7);
  const weeks: (IsoDate | null)[][] = [];
  let first = startOfWeek(`${month}-01`, begins);
  while (first.slice(0, 7) <= month) {
    const days = Array.from({ length: 7 }, (_, i) => shiftDay(first, i));
    weeks.push(days.map((day) => (day.startsWith(month) ? day : null)));
    first = shiftDay(first, 7);
  }
  return weeks;
}

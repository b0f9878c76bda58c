// How old somebody is on a day, from two calendar days; no clock and no time zone in it.
import type { IsoDate } from "$lib/types";

export type Age = { years: number; months: number; days: number };

/** Whole years, and for the very young the months and days; null for a day that is none or still to come. */
export function ageOn(birth: IsoDate, today: IsoDate): Age | null {
  const [from, to] = [parts(birth), parts(today)];
  if (!from || !to || birth > today) return null;
  const beforeDay = to.day < from.day;
  const months = (to.year - from.year) * 12 + (to.month - from.month) - (beforeDay ? 1 : 0);
  const days = Math.round((Date.parse(`${today}T00:00Z`) - Date.parse(`${birth}T00:00Z`)) / 86_400_000);
  return { years: Math.floor(months / 12), months, days };
}

function parts(date: IsoDate) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return found && { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
}

// How days and numbers are written, and how closely things stand: a person's choice for this machine, shown at once
// wherever it is read. Language is chosen elsewhere.
import { recall, remember } from "./storage";

export const DATE_FORMATS = ["words", "slashes", "dots", "iso"] as const;
/** "23 Nov 2026", "23/11/2026", "23.11.2026", "2026-11-23". */
export type DateFormat = (typeof DATE_FORMATS)[number];

export const NUMBER_FORMATS = ["indian", "international"] as const;
/** "12,34,567.50", "1,234,567.50". */
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

export const WEEK_STARTS = ["sun", "mon", "sat"] as const;
export type WeekStart = (typeof WEEK_STARTS)[number];

const CHOICES = {
  dates: DATE_FORMATS,
  numbers: NUMBER_FORMATS,
  density: DENSITIES,
  week: WEEK_STARTS,
} as const;
type Formats = { dates: DateFormat; numbers: NumberFormat; density: Density; week: WeekStart };

export const formats = $state<Formats>({
  dates: "words",
  numbers: "indian",
  density: "comfortable",
  week: "sun",
});

/** Takes effect at once, and the next time the program starts. */
export function chooseFormat<K extends keyof Formats>(name: K, chosen: Formats[K]): void {
  formats[name] = chosen;
  remember(`format.${name}`, chosen);
  if (name === "density") showDensity(formats.density);
}

/** Called once, before the first paint. */
export function startFormats(): void {
  for (const name of Object.keys(CHOICES) as (keyof Formats)[]) {
    const kept = recall(`format.${name}`);
    const known = (CHOICES[name] as readonly string[]).find((choice) => choice === kept);
    if (known) Object.assign(formats, { [name]: known });
  }
  showDensity(formats.density);
}

/** Shows a density without choosing it. */
export function showDensity(density: Density): void {
  if (density === "comfortable") delete document.documentElement.dataset["density"];
  else document.documentElement.dataset["density"] = density;
}

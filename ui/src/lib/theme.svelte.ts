// Light, dark, or as the system says; the choice belongs to this machine, not to a business.
import { recall, remember } from "./storage";

export type Theme = "system" | "light" | "dark";

export const theme = $state<{ chosen: Theme }>({ chosen: "system" });

export function chooseTheme(chosen: Theme): void {
  theme.chosen = chosen;
  remember("theme", chosen);
  showTheme(chosen);
}

/** Called once, before the first paint. */
export function startTheme(): void {
  const kept = recall("theme");
  theme.chosen = kept === "light" || kept === "dark" ? kept : "system";
  showTheme(theme.chosen);
}

/** Shows a theme without choosing it. */
export function showTheme(chosen: Theme): void {
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

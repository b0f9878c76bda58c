// Puts a business's colours on the screen: each tone becomes a custom property that holds both themes.
// Set through the DOM (the content policy forbids style attributes); the names are those of tokens.css.
import type { Palette, Tones } from "./types";

/** Colours an element and everything in it; null gives back the neutral palette. */
export function applyPalette(palette: Palette | null, element: HTMLElement = document.documentElement): void {
  for (const tone of TONES) {
    const name = `--${tone.replaceAll("_", "-")}`;
    if (palette) element.style.setProperty(name, `light-dark(${palette.light[tone]}, ${palette.dark[tone]})`);
    else element.style.removeProperty(name);
  }
  for (let i = 0; i < 6; i += 1) {
    const [light, dark] = [palette?.light.chart[i], palette?.dark.chart[i]];
    if (light && dark) element.style.setProperty(`--chart-${i + 1}`, `light-dark(${light}, ${dark})`);
    else element.style.removeProperty(`--chart-${i + 1}`);
  }
}

/** For previews: `<div {@attach coloured(palette)}>`. */
export const coloured = (palette: Palette | null) => (element: HTMLElement) => applyPalette(palette, element);

/**
 * A tile in a business's own colour where no palette is at hand (start screen, lists): white initials on the
 * colour, darkened until they can be read (4.5:1); ink on colours too bright for that.
 */
export function tileOf(hex: string): { background: string; ink: string } {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return { background: "#4a5560", ink: "#ffffff" };
  let channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  if (whiteContrast(channels) < 2.4) return { background: hex, ink: "#12161a" };
  while (whiteContrast(channels) < 4.6) channels = channels.map((channel) => channel * 0.97);
  return { background: `rgb(${channels.map(Math.round).join(" ")})`, ink: "#ffffff" };
}

function whiteContrast(channels: number[]): number {
  const [r = 0, g = 0, b = 0] = channels.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

const TONES: (keyof Tones)[] = [
  "brand",
  "brand_strong",
  "brand_fill",
  "on_brand",
  "brand_soft",
  "bg",
  "panel",
  "raised",
  "line",
  "line_soft",
  "ink",
  "ink_2",
  "ink_3",
  "good",
  "warn",
  "bad",
  "secondary_fill",
  "on_secondary",
  "accent_fill",
  "on_accent",
];

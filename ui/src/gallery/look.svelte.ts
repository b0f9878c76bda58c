// How the gallery is looked at: a theme, a density and a brand, for the whole window, for nothing that floats knows where
// it came from. It is forgotten when one leaves.
import { get } from "../lib/api";
import { formats, showDensity, type Density } from "../lib/formats.svelte";
import { applyPalette } from "../lib/palette";
import { showTheme, theme, type Theme } from "../lib/theme.svelte";
import type { Palette } from "../lib/types";

export class Look {
  theme = $state<Theme>(theme.chosen);
  density = $state<Density>(formats.density);
  /** A business's main colour; "" for none. */
  brand = $state("");
  palette = $state.raw<Palette | null>(null);

  chooseTheme = (chosen: Theme): void => {
    this.theme = chosen;
    showTheme(chosen);
  };
  chooseDensity = (chosen: Density): void => {
    this.density = chosen;
    showDensity(chosen);
  };
  chooseBrand = async (colour: string): Promise<void> => {
    this.brand = colour;
    const palette = colour ? await get<Palette>("/api/palette", { primary: colour }).catch(() => null) : null;
    if (this.brand !== colour) return;
    this.palette = palette;
    applyPalette(palette);
  };

  leave = (): void => {
    showTheme(theme.chosen);
    showDensity(formats.density);
    applyPalette(null);
  };
}

// The palette of colours not yet saved, asked of the program shortly after each change; the last one asked wins.
import { get } from "$lib/api";
import { debounce } from "$lib/debounce";
import type { Palette } from "$lib/types";
import { isColor } from "./fields";

export class LookAhead {
  palette = $state.raw<Palette | null>(null);
  private latest = 0;

  /** The main, second and accent colour as they stand; what is no colour is left to the program. */
  ask = debounce((primary: string, secondary: string, accent: string) => {
    if (isColor(primary)) void this.fetch(primary, secondary, accent);
  }, 90);

  private async fetch(primary: string, secondary: string, accent: string): Promise<void> {
    const asked = ++this.latest;
    const palette = await get<Palette>("/api/palette", {
      primary,
      secondary: isColor(secondary) ? secondary : undefined,
      accent: isColor(accent) ? accent : undefined,
    }).catch(() => null);
    if (palette && asked === this.latest) this.palette = palette;
  }
}

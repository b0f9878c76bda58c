// What is known of a GSTIN while it is typed: asked of the program once it has its 15 characters.
import { get } from "$lib/api";
import { debounce } from "$lib/debounce";
import type { GstinCheck } from "$lib/types";

export const GSTIN_LENGTH = 15;

/** Typed or pasted: without spaces and hyphens, in capitals. */
export const tidyGstin = (typed: string) => typed.replace(/[\s-]/g, "").toUpperCase();

export class GstinWatch {
  check = $state.raw<GstinCheck | null>(null);
  private asked: string | null = "";

  /** `told` hears each answer that is still wanted. */
  constructor(private readonly told: (check: GstinCheck | null) => void) {}

  /** The number as it stands now. */
  watch(gstin: string): void {
    if (gstin === this.asked) return;
    this.asked = gstin;
    this.check = null;
    if (gstin.length >= GSTIN_LENGTH) this.askSoon(gstin);
    else this.askSoon.cancel();
  }

  /** The form is gone: nobody wants an answer still under way. */
  stop = (): void => {
    this.askSoon.cancel();
    this.asked = null;
  };

  private askSoon = debounce((gstin: string) => void this.ask(gstin), 120);

  private async ask(gstin: string): Promise<void> {
    const check = await get<GstinCheck>(`/api/gstin/${encodeURIComponent(gstin)}`).catch(() => null);
    if (gstin !== this.asked) return;
    this.check = check;
    this.told(check);
  }
}

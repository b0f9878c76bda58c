// The starter list of HSN and SAC codes, asked as a person types a code or a word.
import { get, isAbort } from "$lib/api";
import { debounce } from "$lib/debounce";
import type { HsnCode } from "$lib/types";

export class HsnWatch {
  codes = $state.raw<HsnCode[]>([]);
  private asked = "";
  private abort: AbortController | null = null;

  /** To be called with what stands in the field. */
  watch(typed: string): void {
    const text = typed.trim();
    if (text === this.asked) return;
    this.asked = text;
    this.abort?.abort();
    if (text.length < 2) {
      this.soon.cancel();
      this.codes = [];
    } else this.soon(text);
  }

  /** What the list says of a code: of itself, or of the longest it begins with. */
  about(code: string): HsnCode | null {
    return aboutCode(this.codes, code.trim());
  }

  stop = (): void => {
    this.soon.cancel();
    this.abort?.abort();
  };

  private soon = debounce((text: string) => void this.ask(text), 120);

  private async ask(text: string): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    try {
      // A longer code than the list knows is told by its chapter heading.
      const found = await this.search(text, abort.signal);
      const heading = /^\d{5,8}$/.test(text) && !aboutCode(found, text);
      this.codes = heading ? await this.search(text.slice(0, 4), abort.signal) : found;
    } catch (error) {
      if (!isAbort(error)) this.codes = []; // suggestions are good to have, no more
    }
  }

  private search = async (text: string, signal: AbortSignal) =>
    (await get<{ codes: HsnCode[] }>("/api/hsn", { search: text }, signal)).codes;
}

export const aboutCode = (codes: HsnCode[], code: string): HsnCode | null =>
  codes
    .filter((one) => code.length >= 4 && code.startsWith(one.code))
    .toSorted((a, b) => b.code.length - a.code.length)[0] ?? null;

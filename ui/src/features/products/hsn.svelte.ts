// The starter list of HSN and SAC codes, asked as a person types a code or a word.
import { get, isAbort } from "$lib/api";
import { debounce } from "$lib/debounce";
import type { HsnCode, ProductKind } from "$lib/types";

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

  /** What to suggest for what was typed: codes that go on from it, or whose words hold it; itself first if it is one,
   *  then those of the kind at hand. */
  suggested(typed: string, kind: ProductKind): HsnCode[] {
    return suggestedCodes(this.codes, typed.trim(), kind);
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
      this.codes = (await get<{ codes: HsnCode[] }>("/api/hsn", { search: text }, abort.signal)).codes;
    } catch (error) {
      if (!isAbort(error)) this.codes = []; // suggestions are good to have, no more
    }
  }
}

export const aboutCode = (codes: HsnCode[], code: string): HsnCode | null =>
  codes
    .filter((one) => code.length >= 4 && code.startsWith(one.code))
    .toSorted((a, b) => b.code.length - a.code.length)[0] ?? null;

/** A heading of a longer code is no suggestion: taking it would cut off what was typed. */
export function suggestedCodes(codes: HsnCode[], typed: string, kind: ProductKind): HsnCode[] {
  const ranked = [...ofKind(codes, kind), ...codes.filter((one) => one.kind !== kind)];
  if (!/^\d+$/.test(typed)) return ranked;
  const onwards = ranked.filter((one) => one.code.startsWith(typed));
  const isWhole = [4, 6, 8].includes(typed.length);
  if (!isWhole || onwards.length === 0 || onwards.some((one) => one.code === typed)) return onwards;
  return [{ code: typed, description: "", kind: kindOf(typed), gst_rate: null }, ...onwards];
}

/** A service has a SAC, which begins with 99; every other code is of goods. */
export const kindOf = (code: string): ProductKind => (code.startsWith("99") ? "service" : "goods");

const ofKind = (codes: HsnCode[], kind: ProductKind) => codes.filter((one) => one.kind === kind);

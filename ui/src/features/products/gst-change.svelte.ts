// A change of GST rates for many products: which ones, counted as one chooses; the new rate, and from which day.
import { asApiError, get, isAbort, post, type ApiError, type Query } from "$lib/api";
import { debounce } from "$lib/debounce";
import { isDay, localIso } from "$lib/format";
import { t } from "$lib/messages";
import type { GstPreview } from "$lib/types";
import { cessProblem, rateProblem } from "./gst";

export type Which = "marked" | "category" | "hsn";

/** Of many that are marked the first are named: an address has no room for all. */
const NAMED = 50;

export class GstChange {
  which = $state<Which>("category");
  marked = $state.raw<number[]>([]);
  category = $state("");
  hsn = $state("");
  rate = $state("");
  cess = $state("");
  from = $state("");
  tried = $state(false);
  busy = $state(false);
  preview = $state.raw<GstPreview | null>(null);
  counting = $state(false);
  failure = $state.raw<ApiError | null>(null);
  private abort: AbortController | null = null;

  /** What a person wrote, so that Escape does not throw it away unasked. */
  get written(): boolean {
    return Boolean(this.rate.trim() || this.cess.trim() || (this.which === "hsn" && this.hsn.trim()));
  }

  begin(marked: number[], category: string): void {
    this.marked = marked;
    this.category = category;
    this.which = marked.length > 0 ? "marked" : "category";
    this.hsn = this.rate = this.cess = "";
    this.from = localIso(new Date());
    this.tried = this.busy = false;
    this.preview = this.failure = null;
  }

  /** The products as the wire names them; null while nothing is chosen. */
  get selection(): { product_ids: number[] } | { category_id: number } | { hsn_prefix: string } | null {
    if (this.which === "marked") return this.marked.length > 0 ? { product_ids: this.marked } : null;
    if (this.which === "category") return this.category ? { category_id: Number(this.category) } : null;
    return /^\d{2,8}$/.test(this.hsn.trim()) ? { hsn_prefix: this.hsn.trim() } : null;
  }

  problem(name: "rate" | "cess" | "from_on"): string | undefined {
    const said = this.failure?.field(name);
    if (said || !this.tried) return said;
    if (name === "from_on") return isDay(this.from) ? undefined : t("gst.dayMissing");
    if (name === "cess") return cessProblem(this.cess || "0");
    if (!this.rate.trim()) return t("gst.rateMissing");
    return rateProblem(this.rate);
  }

  /** Counts anew; to be called when the choice changed. */
  count(): void {
    this.abort?.abort();
    this.failure = null;
    this.counting = this.selection !== null;
    if (this.counting) this.soon();
    else {
      this.soon.cancel();
      this.preview = null;
    }
  }
  private soon = debounce(() => void this.ask(), 150);

  private async ask(): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    try {
      const { which, marked, selection } = this;
      const asked = which === "marked" ? { product_ids: marked.slice(0, NAMED) } : selection;
      const preview = await get<GstPreview>("/api/products/gst-rates/preview", asQuery(asked), abort.signal);
      if (which === "marked") preview.count = marked.length;
      this.preview = preview;
    } catch (error) {
      if (isAbort(error)) return;
      this.preview = null;
      this.failure = asApiError(error);
    }
    this.counting = false;
  }

  /** Answers how many were changed, or null when something must be mended first. */
  async send(): Promise<number | null> {
    this.tried = true;
    this.failure = null;
    if (this.busy || !this.selection || !this.preview?.count) return null;
    if (this.problem("rate") || this.problem("cess") || this.problem("from_on")) return null;
    this.busy = true;
    try {
      const body = { ...this.selection, rate: this.rate, cess: this.cess || "0", from_on: this.from };
      return (await post<{ changed: number }>("/api/products/gst-rates", body)).changed;
    } catch (error) {
      this.failure = asApiError(error);
      return null;
    } finally {
      this.busy = false;
    }
  }

  stop = (): void => {
    this.soon.cancel();
    this.abort?.abort();
  };
}

const asQuery = (selection: object | null): Query =>
  Object.fromEntries(Object.entries(selection ?? {}).map(([key, value]) => [key, String(value)]));

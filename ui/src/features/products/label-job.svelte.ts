// Labels to be printed: which products and how many of each, on which sheet, from which place on, with which price.
import { asApiError, get, post, type ApiError } from "$lib/api";
import { t } from "$lib/messages";
import { recall, remember } from "$lib/storage";
import type { PrintedLabels, LabelLayout, LabelPrice, Product, ProductRow } from "$lib/types";

export type LabelLine = {
  product_id: number;
  name: string;
  /** The product's units, its own first. */
  units: string[];
  unit: string;
  copies: string;
};

const KEPT = "labels";
const MOST = 2000;
const MOST_OF_ONE = 1000;

export class LabelJob {
  layouts = $state.raw<LabelLayout[]>([]);
  lines = $state<LabelLine[]>([]);
  layout = $state("a4-24");
  price = $state<LabelPrice>("with_tax");
  /** A price list's id; "" for the selling price. */
  list = $state("");
  business = $state(false);
  code = $state(true);
  skip = $state(0);
  busy = $state(false);
  failure = $state.raw<ApiError | null>(null);

  readonly sheet = $derived(this.layouts.find((layout) => layout.key === this.layout) ?? null);
  readonly places = $derived(this.sheet ? this.sheet.columns * this.sheet.rows : 1);
  readonly total = $derived(this.lines.reduce((sum, line) => sum + (copiesOf(line) ?? 0), 0));
  readonly sheets = $derived(Math.ceil((this.skip + this.total) / this.places));

  /** Begins anew with these products; what was chosen about paper and price last time is kept. */
  begin(products: Pick<ProductRow, "id" | "name" | "unit">[]): void {
    this.lines = [];
    this.skip = 0;
    this.failure = null;
    this.recall();
    for (const product of products) this.add(product, null);
    if (this.layouts.length === 0) void this.load();
  }

  /** One more of what is there already, else a line of its own. */
  add(product: Pick<ProductRow, "id" | "name" | "unit">, unit: string | null): void {
    const wanted = unit ?? product.unit;
    const there = this.lines.find((line) => line.product_id === product.id && line.unit === wanted);
    if (there) {
      there.copies = String((copiesOf(there) ?? 0) + 1);
      return;
    }
    const units = [...new Set([product.unit, wanted])];
    this.lines.push({ product_id: product.id, name: product.name, units, unit: wanted, copies: "1" });
    void this.readUnits(product.id);
  }

  remove(at: number): void {
    this.lines.splice(at, 1);
  }

  chooseLayout(key: string): void {
    this.layout = key;
    this.skip = Math.min(this.skip, this.places - 1);
  }

  problem(line: LabelLine): string | undefined {
    return copiesOf(line) === null ? t("labels.copiesBad", { most: MOST_OF_ONE }) : undefined;
  }

  get tooMany(): boolean {
    return this.total > MOST;
  }
  get ready(): boolean {
    return this.total > 0 && !this.tooMany && this.lines.every((line) => copiesOf(line) !== null);
  }

  /** The PDF to be fetched, or null when something must be mended first. */
  async print(): Promise<PrintedLabels | null> {
    if (this.busy || !this.ready) return null;
    this.busy = true;
    this.failure = null;
    try {
      const made = await post<PrintedLabels>("/api/products/labels", this.body());
      remember(KEPT, JSON.stringify(this.choices()));
      return made;
    } catch (error) {
      this.failure = asApiError(error);
      return null;
    } finally {
      this.busy = false;
    }
  }

  private body() {
    const price_list_id = this.price !== "none" && this.list ? Number(this.list) : undefined;
    const labels = this.lines.map(({ product_id, unit, copies }) => ({
      product_id,
      unit,
      copies: Number(copies),
    }));
    const { layout, skip, price, business, code } = this;
    return { layout, skip, labels, price, price_list_id, business, code };
  }

  private choices = () => ({
    layout: this.layout,
    price: this.price,
    business: this.business,
    code: this.code,
  });

  private recall(): void {
    try {
      Object.assign(this, pick(JSON.parse(recall(KEPT) ?? "{}"), Object.keys(this.choices())));
    } catch {
      // what was kept cannot be read: the usual choices stand
    }
  }

  private async load(): Promise<void> {
    try {
      this.layouts = (await get<{ layouts: LabelLayout[] }>("/api/products/labels")).layouts;
      if (!this.sheet) this.layout = this.layouts[0]?.key ?? "";
    } catch (error) {
      this.failure = asApiError(error);
    }
  }

  private async readUnits(id: number): Promise<void> {
    try {
      const product = await get<Product>(`/api/products/${id}`);
      const units = [product.unit, ...product.units.map((line) => line.unit)];
      for (const line of this.lines) if (line.product_id === id) line.units = units;
    } catch {
      // its own unit is known
    }
  }
}

function copiesOf({ copies }: LabelLine): number | null {
  const number = /^\d{1,4}$/.test(copies.trim()) ? Number(copies) : 0;
  return number >= 1 && number <= MOST_OF_ONE ? number : null;
}

const pick = (from: Record<string, unknown>, keys: string[]) =>
  Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]));

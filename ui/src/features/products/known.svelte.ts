// What a business keeps beside its products, for choices: units, categories, price lists. Read when a screen asks for
// it; what was read before is shown until then, never another business's.
import { untrack } from "svelte";
import { get, post } from "$lib/api";
import { currentTenantId } from "$lib/router.svelte";
import type { PriceList, ProductCategory, Unit } from "$lib/types";

class Known<T> {
  private asked = $state(0);
  private kept = $state.raw<{ tenant: string | null; items: T[] }>({ tenant: null, items: [] });

  /** `name`: under which the answer holds them. */
  constructor(
    private readonly path: string,
    private readonly name: string,
  ) {}

  get items(): T[] {
    return this.kept.tenant === currentTenantId() ? this.kept.items : [];
  }

  /** Are they on their way, with none of this business here yet? */
  get isLoading(): boolean {
    return this.asked > 0 && this.kept.tenant !== currentTenantId();
  }

  /** Throws an ApiError; for choices beside a form `void known.load().catch(() => undefined)`, which is `ask`. */
  async load(): Promise<T[]> {
    const tenant = currentTenantId();
    untrack(() => (this.asked += 1)); // whoever asks in an effect must not be woken by it
    try {
      const answer = await get<Record<string, T[]>>(this.path);
      const items = answer[this.name] ?? [];
      if (tenant === currentTenantId()) this.kept = { tenant, items };
      return items;
    } finally {
      this.asked -= 1;
    }
  }
  ask = (): void => void this.load().catch(() => undefined);

  /** Makes one, and has it among the choices before it answers. */
  async add(body: Record<string, unknown>): Promise<T> {
    const made = await post<T>(this.path, body);
    await this.load().catch(() => undefined);
    return made;
  }
}

export const units = new Known<Unit>("/api/units", "units");
export const categories = new Known<ProductCategory>("/api/product-categories", "categories");
export const priceLists = new Known<PriceList>("/api/price-lists", "price_lists");

/** "BOX" → "Boxes"; the code itself where it is unknown. */
export const unitName = (code: string): string =>
  units.items.find((unit) => unit.code === code)?.name ?? code;

export const unitChoices = () =>
  units.items.map((unit) => ({ value: unit.code, label: unit.code, hint: unit.name }));

export const categoryChoices = () =>
  categories.items.map((category) => ({ value: String(category.id), label: category.path }));

export const categoryPath = (id: number | null): string =>
  categories.items.find((category) => category.id === id)?.path ?? "";

// What a business keeps for choices, shared by several features. Read when a screen asks for it; what was read before is
// shown until then, never another business's.
import { untrack } from "svelte";
import { get, post, put } from "./api";
import { currentTenantId } from "./router.svelte";
import type { IsoDate, TaxRate, Unit } from "./types";

export class Known<T> {
  private asked = $state(0);
  private kept = $state.raw<{ tenant: string | null; items: T[]; answer: Record<string, unknown> }>({
    tenant: null,
    items: [],
    answer: {},
  });

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

  /** What else the answer told. */
  beside<B>(name: string, otherwise: B): B {
    const told = this.kept.tenant === currentTenantId() ? this.kept.answer[name] : undefined;
    return (told as B | undefined) ?? otherwise;
  }

  /** Throws an ApiError; for choices beside a form `void known.load().catch(() => undefined)`, which is `ask`. */
  async load(): Promise<T[]> {
    const tenant = currentTenantId();
    untrack(() => (this.asked += 1)); // whoever asks in an effect must not be woken by it
    try {
      const answer = await get<Record<string, T[]>>(this.path);
      const items = answer[this.name] ?? [];
      if (tenant === currentTenantId()) this.kept = { tenant, items, answer };
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
  async change(key: string | number, body: Record<string, unknown>): Promise<T> {
    const changed = await put<T>(`${this.path}/${encodeURIComponent(key)}`, body);
    await this.load().catch(() => undefined);
    return changed;
  }
}

export const units = new Known<Unit>("/api/units", "units");
export const taxRates = new Known<TaxRate>("/api/tax-rates", "tax_rates");

/** "BOX" → "Boxes"; the code itself where it is unknown. */
export const unitName = (code: string): string =>
  units.items.find((unit) => unit.code === code)?.name ?? code;

/** Units a new line may take; retired ones are not offered. */
export const unitChoices = () =>
  units.items
    .filter((unit) => !unit.retired_at)
    .map((unit) => ({ value: unit.code, label: unit.code, hint: unit.name }));

/** How finely a unit is counted; six digits, as the file keeps, where that is not known. */
export const decimalsOf = (code: string): number =>
  units.items.find((unit) => unit.code === code)?.decimals ?? 6;

/** How many of `into` one of `code` always is, over as many steps as it takes; null where nobody says. */
export function conversionOf(code: string, into: string): string | null {
  let micro = 1_000_000n;
  let at = code;
  for (let step = 0; step < 8 && at !== into; step += 1) {
    const next = units.items.find((unit) => unit.code === at)?.conversion;
    if (!next) return null;
    micro = (micro * microOf(next.factor)) / 1_000_000n;
    at = next.unit;
  }
  return at === into && code !== into && micro > 0n ? asDecimal(micro) : null;
}

/** The rates of GST that hold on a day, the lowest first. */
export const ratesOn = (day: IsoDate): TaxRate[] =>
  taxRates.items.filter((one) => one.from_on <= day && (one.until_on === null || day <= one.until_on));

function microOf(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.slice(0, 6).padEnd(6, "0"));
}

function asDecimal(micro: bigint): string {
  const digits = micro.toString().padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0+$/, "");
  return `${digits.slice(0, -6)}${fraction ? `.${fraction}` : ""}`;
}

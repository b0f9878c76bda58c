// The business being added: what was typed in the three steps, what is still missing, and its creation.
import { ApiError, get, post, upload } from "../lib/api";
import { debounce } from "../lib/debounce";
import type { PickedFile } from "../lib/shell";
import type { Domain, GstinCheck, IdOffer, NewTenant, Palette, TenantConfig } from "../lib/types";

export type Step = "trade" | "name" | "look";
export const STEPS: Step[] = ["trade", "name", "look"];

/** "Sharma & Sons, Pune" → "sharma_sons_pune"; "" when no Latin letter or digit is in it. */
export function idFromName(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 50)
    .replace(/_+$/, "");
}

const ID = /^[a-z0-9][a-z0-9_-]{0,49}$/;
/** Letters that the program takes as a business's name. */
export const LONGEST_NAME = 120;
const COLOR = /^#[0-9a-f]{6}$/i;

export class Draft {
  domain = $state("");
  name = $state("");
  gstin = $state("");
  /** Only when the person wrote one; otherwise it follows the name. */
  ownId = $state<string | null>(null);
  color = $state("");
  logo = $state.raw<PickedFile | null>(null);
  problems = $state<Record<string, string>>({});
  gstinCheck = $state.raw<GstinCheck | null>(null);
  palette = $state.raw<Palette | null>(null);
  /** Where the id is taken: one that is free. */
  freeId = $state<string | null>(null);
  /** Already in the catalogue (a second try after a failed logo must not add it twice). */
  created = $state.raw<TenantConfig | null>(null);

  /** `firstStart`: the first business of an installation has the id "default", whatever its name. */
  constructor(private readonly firstStart: boolean) {}

  get id(): string {
    return this.ownId ?? (this.firstStart ? "default" : idFromName(this.name));
  }
  get dirty(): boolean {
    return Boolean(this.name || this.gstin || this.ownId || this.logo) && this.created === null;
  }
  get idIsGood(): boolean {
    return this.id === "" ? this.ownId === null : ID.test(this.id);
  }
  get nameIsLong(): boolean {
    return [...this.name.trim()].length > LONGEST_NAME;
  }
  get colorIsGood(): boolean {
    return COLOR.test(this.color);
  }

  chooseDomain(domain: Domain): void {
    this.domain = domain.domain;
    this.setColor(domain.primary_color);
  }

  setColor(color: string): void {
    this.color = color;
    delete this.problems["branding.primary_color"];
    if (this.colorIsGood) this.fetchPaletteSoon();
  }

  /** Another name or another id was typed: whether it can be had is asked when the typing rests. */
  idChanged(): void {
    this.freeId = null;
    delete this.problems["tenant_id"];
    this.checkIdSoon();
  }

  takeFreeId(): void {
    if (this.freeId) this.ownId = this.freeId;
    this.idChanged();
  }

  setGstin(gstin: string): void {
    this.gstin = gstin;
    this.gstinCheck = null;
    delete this.problems["gst_number"];
    if (gstin.trim().length === 15) this.checkGstinSoon();
  }

  /** Makes the business; the logo is sent after it. Throws ApiError; `stepOf` says where to mend it. */
  async create(): Promise<{ config: TenantConfig; logoProblem: string | null }> {
    this.created ??= await post<TenantConfig>("/api/tenants", this.body());
    const config = this.created;
    if (!this.logo) return { config, logoProblem: null };
    try {
      await upload(`/api/tenants/${encodeURIComponent(config.tenant_id)}/logo`, this.logo);
      return { config, logoProblem: null };
    } catch (error) {
      return { config, logoProblem: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Keeps what the server said about single inputs; answers the earliest step with one. */
  take(error: ApiError): Step | null {
    this.problems = Object.fromEntries(error.fields.map((problem) => [problem.field, problem.message]));
    if (error.code === "tenant_exists") this.problems["tenant_id"] ??= error.message;
    const at = Object.keys(this.problems).map((field) => STEP_OF[field]);
    return STEPS.find((step) => at.includes(step)) ?? null;
  }

  private body(): NewTenant {
    return {
      ...(this.ownId || (!this.firstStart && this.id) ? { tenant_id: this.id } : {}),
      domain: this.domain,
      branding: { company_name: this.name.trim(), primary_color: this.color },
      ...(this.gstin.trim() ? { gst_number: this.gstin.trim() } : {}),
    };
  }

  private fetchPaletteSoon = debounce(() => void this.fetchPalette(), 90);
  private checkGstinSoon = debounce(() => void this.checkGstin(), 150);

  private checkIdSoon = debounce(() => void this.checkId(), 200);

  /** Asks whether the id can be had; what stands in the way is said at its field. */
  async checkId(): Promise<void> {
    const asked = this.id;
    if (!asked || !this.idIsGood) return;
    try {
      const offer = await get<IdOffer>("/api/tenant-id", { id: asked });
      if (asked === this.id) this.tell(offer.problem, offer.is_free ? null : offer.free);
    } catch (error) {
      // A word that no business may have says why; what cannot be asked is said at the end.
      const [problem] = error instanceof ApiError ? error.fields : [];
      if (asked === this.id && problem?.field === "tenant_id") this.tell(problem.message, null);
    }
  }

  private tell(problem: string | null, free: string | null): void {
    if (problem) this.problems["tenant_id"] = problem;
    else delete this.problems["tenant_id"];
    this.freeId = free;
  }

  private async fetchPalette(): Promise<void> {
    const asked = this.color;
    const palette = await get<Palette>("/api/palette", { primary: asked }).catch(() => null);
    if (asked === this.color && palette) this.palette = palette;
  }
  private async checkGstin(): Promise<void> {
    const asked = this.gstin.trim();
    const check = await get<GstinCheck>(`/api/gstin/${encodeURIComponent(asked)}`).catch(() => null);
    if (asked === this.gstin.trim()) this.gstinCheck = check;
  }
}

const STEP_OF: Record<string, Step> = {
  domain: "trade",
  "branding.company_name": "name",
  gst_number: "name",
  tenant_id: "name",
  "branding.primary_color": "look",
};

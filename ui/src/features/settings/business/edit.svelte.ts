// One business's configuration being edited: what is in force, what was typed over it, and saving. Edits are
// kept apart from the configuration, so that it can be read anew beneath them.
import { ApiError, asApiError, get, patch, remove, upload } from "$lib/api";
import { featureInWords } from "$lib/messages/program";
import { dataUrl } from "$lib/picture";
import { FormDraft, type Typed } from "$lib/record";
import type { PickedFile } from "$lib/shell";
import type { BusinessCard, Domain, FeatureInfo, TenantConfig } from "$lib/types";
import { firstPart, problemsOf } from "./check";
import { findCard, refreshShared, tenantPath } from "./business";
import {
  COLORS,
  differences,
  FIELDS,
  isFixed,
  patchOf,
  sourceOf,
  stillChanging,
  valueOf,
  withChange,
  type Changes,
  type FieldName,
  type Part,
} from "./fields";
import { labelOf } from "./labels";
import { LookAhead } from "./look-ahead.svelte";

export class BusinessEdit implements Typed<Changes> {
  config = $state.raw<TenantConfig | null>(null);
  card = $state.raw<BusinessCard | null>(null);
  domains = $state.raw<Domain[]>([]);
  features = $state.raw<FeatureInfo[]>([]);
  error = $state.raw<ApiError | null>(null);
  changes = $state.raw<Changes>({});
  /** A picture to send, or the wish to have none. */
  logo = $state.raw<PickedFile | "remove" | null>(null);
  /** Counts what ends a choice of picture: saved, or thought better of. */
  logoTurn = $state(0);
  problems = $state.raw<Record<string, string>>({});
  /** Why the last save failed, where no field is to blame. */
  failure = $state.raw<ApiError | null>(null);
  /** What somebody else changed while this was open. */
  conflict = $state.raw<FieldName[] | null>(null);
  saving = $state(false);
  readonly look = new LookAhead();
  /** What is typed is kept as a draft; a picture that was chosen is not. */
  readonly draft: FormDraft<Changes>;
  /** The features asked for, while the answer is on its way. */
  private wantedFeatures = $state.raw<string[] | null>(null);

  constructor(
    readonly tenantId: string,
    private readonly onsaved: (config: TenantConfig) => unknown,
  ) {
    this.draft = new FormDraft(this);
  }

  readonly screen = "settings/business";
  readonly before: Changes = {};
  get form(): Changes {
    return this.changes;
  }
  /** Something was typed, beside which a picture may be chosen. */
  get dirty(): boolean {
    return Object.keys(this.changes).length > 0;
  }
  get label(): string {
    return FIELDS.filter((field) => field in this.changes)
      .map(labelOf)
      .join(", ");
  }
  goOn(changes: Changes): void {
    if (!this.config) return;
    const known = FIELDS.filter((field) => field in changes).map((field) => [field, changes[field]]);
    this.changes = stillChanging(this.config, Object.fromEntries(known));
    this.lookAhead();
  }

  get count(): number {
    return Object.keys(this.changes).length + (this.logo ? 1 : 0);
  }
  get unsaved(): boolean {
    return this.count > 0;
  }
  get name(): string {
    return this.value("branding.company_name").trim() || (this.config?.branding.company_name ?? "");
  }
  get grantedFeatures(): string[] {
    return this.wantedFeatures ?? this.config?.features ?? [];
  }
  get domain(): Domain | undefined {
    const wanted = this.changes.domain ?? this.config?.domain;
    return this.domains.find((domain) => domain.domain === wanted);
  }

  async load(): Promise<void> {
    this.error = null;
    try {
      const [config, card, { domains }, { features }] = await Promise.all([
        get<TenantConfig>(tenantPath(this.tenantId, "config")),
        findCard(this.tenantId),
        get<{ domains: Domain[] }>("/api/domains"),
        get<{ features: FeatureInfo[] }>("/api/features"),
      ]);
      Object.assign(this, { config, card, domains, features: features.map(featureInWords) });
      this.lookAhead();
    } catch (thrown) {
      this.error = asApiError(thrown);
    }
  }

  /** What stands in the field now. */
  value(field: FieldName): string {
    const changed = this.changes[field];
    if (typeof changed === "string") return changed;
    if (!this.config) return "";
    const followsTrade = changed === null || sourceOf(this.config, field) === "domain_pack";
    if (field === "branding.primary_color" && followsTrade && this.domain) return this.domain.primary_color;
    return changed === null ? "" : valueOf(this.config, field);
  }
  fixed = (field: string): boolean => (this.config ? isFixed(this.config, field) : false);

  set = (field: FieldName, value: string | null): void => {
    if (!this.config) return;
    this.changes = withChange(this.config, this.changes, field, value);
    this.forgive(field);
    if (field.endsWith("_color") || field === "domain") this.lookAhead();
  };
  undo = (field: FieldName): void => {
    const rest = { ...this.changes };
    delete rest[field];
    this.changes = rest;
    this.forgive(field);
    if (field.endsWith("_color") || field === "domain") this.lookAhead();
  };
  /** Where the logo is had that the business will have once this is saved. */
  get logoShown(): string | null {
    if (this.logo === null) return this.card?.logo_url ?? null;
    return this.logo === "remove" ? null : dataUrl(this.logo);
  }

  chooseLogo = (logo: PickedFile | "remove" | null): void => {
    this.logo = logo;
    this.forgive("logo");
  };
  discard = (): void => {
    this.changes = {};
    this.logo = null;
    this.logoTurn += 1;
    this.problems = {};
    this.failure = null;
    this.conflict = null;
    this.lookAhead();
  };

  /** Saves everything. Answers the part with something to mend, or null when all is well. */
  async save(): Promise<Part | null> {
    if (!this.config || this.saving || !this.unsaved) return null;
    this.problems = problemsOf(this.changes);
    this.failure = this.conflict = null;
    if (Object.keys(this.problems).length > 0) return firstPart(this.problems);
    this.saving = true;
    try {
      if (this.dirty) {
        this.config = await patch<TenantConfig>(
          tenantPath(this.tenantId),
          patchOf(this.config, this.changes),
        );
        this.changes = {};
      }
      if (this.logo) await this.sendLogo(this.logo);
      await this.afterSaving();
    } catch (thrown) {
      await this.take(asApiError(thrown), "logo");
    }
    this.saving = false;
    return firstPart(this.problems);
  }

  /** Features are switched at once; null goes back to the trade's own. Answers whether it was done. */
  async switchFeatures(features: string[] | null): Promise<boolean> {
    if (!this.config || this.saving) return false;
    this.saving = true;
    this.wantedFeatures = features;
    let done = false;
    try {
      const { revision } = this.config;
      this.config = await patch<TenantConfig>(tenantPath(this.tenantId), { features, revision });
      await this.afterSaving();
      done = true;
    } catch (thrown) {
      await this.take(asApiError(thrown), "features");
    }
    this.wantedFeatures = null;
    this.saving = false;
    return done;
  }

  /** The configuration as an action elsewhere (deactivate, archive) answered it. */
  replace(config: TenantConfig): void {
    this.config = config;
    this.changes = stillChanging(config, this.changes);
  }

  private async sendLogo(logo: PickedFile | "remove"): Promise<void> {
    const path = tenantPath(this.tenantId, "logo");
    this.config = await (logo === "remove" ? remove<TenantConfig>(path) : upload<TenantConfig>(path, logo));
    this.logo = null;
    this.logoTurn += 1;
  }

  private async afterSaving(): Promise<void> {
    if (!this.config) return;
    this.lookAhead();
    const config = this.config;
    const [card] = await Promise.all([findCard(this.tenantId), refreshShared(), this.onsaved(config)]);
    this.card = card ?? this.card;
  }

  private async take(error: ApiError, unnamed: "logo" | "features"): Promise<void> {
    if (error.code === "edit_conflict") return this.takeConflict();
    const named = Object.fromEntries(error.fields.map((problem) => [problem.field, problem.message]));
    const pictureRefused = unnamed === "logo" && Object.keys(this.changes).length === 0 && this.logo !== null;
    if (error.fields.length > 0) this.problems = named;
    else if (pictureRefused && error.status >= 400) this.problems = { logo: error.message };
    else this.failure = error;
  }

  private async takeConflict(): Promise<void> {
    const before = this.config;
    const now = await get<TenantConfig>(tenantPath(this.tenantId, "config")).catch(() => null);
    if (!before || !now) return;
    this.conflict = differences(before, now);
    this.replace(now);
    this.lookAhead();
  }

  private forgive(field: string): void {
    const rest = { ...this.problems };
    delete rest[field];
    this.problems = rest;
    this.failure = null;
  }

  private lookAhead(): void {
    const [primary = "", secondary = "", accent = ""] = COLORS.map((color) => this.value(color));
    this.look.ask(primary, secondary, accent);
  }
}

// What is typed in a form and not saved yet, kept in the business's file while one types: it outlives a switch of
// business, a closed window and a power cut, and is offered when the form is opened again. Each opening of a form
// writes a draft of its own, so that none is ever written over.
import { asApiError, get, request, type ApiError } from "$lib/api";
import { debounce } from "$lib/debounce";
import { currentTenantId } from "$lib/router.svelte";
import { toastError } from "$lib/toast.svelte";
import type { DraftListed } from "$lib/types";
import { rebase, same } from "./path";
import type { RecordForm, Saved } from "./record-form.svelte";

/** `base`: what the person began with, so that another's changes meanwhile are taken over. */
type Kept<F> = { form: F; base: F };

/** How long nothing is typed before it is written. */
const PAUSE_MS = 600;
/** What a page may still send while it is being closed. */
const LARGEST_LAST_WORD = 60_000;

export class FormDraft<F extends object, S extends Saved> {
  /** Drafts of this form from earlier, newest first. */
  offers = $state.raw<DraftListed[]>([]);
  /** Why the last words could not be kept. */
  failure = $state.raw<ApiError | null>(null);
  private key: string | null = null;
  private written: Kept<F> | null = null;
  private sending: Promise<unknown> = Promise.resolve();
  private readonly tenant = currentTenantId();

  constructor(private readonly record: RecordForm<F, S>) {}

  /** "parties/new", "parties/12": the screen it belongs to. */
  private get screen(): string {
    return `${this.record.shape.path.replace(/^\/api\//, "")}/${this.record.id ?? "new"}`;
  }

  /** Looks for earlier ones; `wanted` is gone on with at once. */
  async find(wanted: string | null): Promise<void> {
    try {
      const { drafts } = await this.call<{ drafts: DraftListed[] }>("GET", "/api/drafts");
      this.offers = drafts.filter(({ key }) => key.startsWith(`${this.screen}/`) && key !== this.key);
      const offer = this.offers.find(({ key }) => key === wanted);
      if (offer) await this.goOn(offer);
    } catch {
      this.offers = []; // a form without its earlier drafts is still a form
    }
  }

  /** Puts an earlier draft into the form, on top of what was saved since. */
  async goOn(offer: DraftListed): Promise<void> {
    try {
      const { value } = await get<{ value: Kept<F> }>(addressOf(offer.key));
      const { record } = this;
      const now = record.saved ? record.shape.fromSaved(record.saved) : record.shape.blank();
      record.form = rebase(value.base, { ...now, ...value.form }, now).form;
      this.key = offer.key;
      this.written = value;
    } catch (error) {
      toastError(error);
    }
    this.offers = this.offers.filter(({ key }) => key !== offer.key);
  }

  discard = (offer: DraftListed): void => {
    this.offers = this.offers.filter(({ key }) => key !== offer.key);
    this.call("DELETE", addressOf(offer.key)).catch(toastError);
  };

  /** To be called when something was typed. */
  keepSoon = debounce(() => void this.keep().catch(() => undefined), PAUSE_MS);

  /** Writes what is typed, unless it is written already; throws when it cannot be. */
  async keep(): Promise<void> {
    this.keepSoon.cancel();
    const { record } = this;
    if (!record.dirty) return this.forget();
    const value: Kept<F> = { form: $state.snapshot(record.form) as F, base: record.before };
    if (same(value, this.written)) return;
    this.key ??= `${this.screen}/${Date.now().toString(36)}`;
    const address = addressOf(this.key);
    this.written = value;
    const label = labelOf(value.form);
    this.sending = this.sending
      .catch(() => undefined)
      .then(() => this.call("PUT", address, { label, value }, keepalive(value)));
    try {
      await this.sending;
      this.failure = null;
    } catch (error) {
      this.written = null;
      this.failure = asApiError(error);
      throw error;
    }
  }

  /** It is saved, or not wanted any more. */
  async forget(): Promise<void> {
    this.keepSoon.cancel();
    const { key } = this;
    this.key = this.written = this.failure = null;
    if (!key) return;
    this.sending = this.sending.catch(() => undefined).then(() => this.call("DELETE", addressOf(key)));
    await this.sending.catch(() => undefined); // then it is offered once more, which is no harm
  }

  private call<T>(method: "GET" | "PUT" | "DELETE", path: string, body?: unknown, last = false): Promise<T> {
    return request<T>(path, { method, body, tenant: this.tenant, keepalive: last });
  }
}

const addressOf = (key: string) => `/api/drafts/${encodeURIComponent(key)}`;

const keepalive = (value: unknown) => JSON.stringify(value).length < LARGEST_LAST_WORD;

/** The name typed so far. */
function labelOf(form: object): string {
  const name = "name" in form && typeof form.name === "string" ? form.name : "";
  return [...name.replace(/\p{C}+/gu, " ").trim()].slice(0, 100).join("");
}

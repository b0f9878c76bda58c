// What is typed in a form and not saved yet, kept in the business's file while one types: it outlives a switch of
// business, a closed window and a power cut, and is offered when the form is opened again. Each opening of a form
// writes a draft of its own, so that none is ever written over.
import { asApiError, request, type ApiError } from "$lib/api";
import { choose } from "$lib/confirm.svelte";
import { debounce } from "$lib/debounce";
import { t } from "$lib/messages";
import { currentTenantId, router, type Route } from "$lib/router.svelte";
import { toastError } from "$lib/toast.svelte";
import type { DraftListed } from "$lib/types";
import { same } from "./path";

/** A form, as its draft sees it. */
export interface Typed<F> {
  /** Where it is typed: "parties/new", "units/doz". */
  readonly screen: string;
  readonly form: F;
  /** What the person began with. */
  readonly before: F;
  readonly dirty: boolean;
  /** What the list of drafts calls it; by itself the name that is typed. */
  readonly label?: string;
  /** Whose it is; by itself the business on the screen. */
  readonly tenantId?: string;
  /** Has an earlier draft put into it, on top of what was saved since. */
  goOn(form: F, before: F): void;
}

/** `base`: what the person began with, so that another's changes meanwhile are taken over. */
type Kept<F> = { form: F; base: F };

/** How long nothing is typed before it is written. */
const PAUSE_MS = 600;
/** When what could not be written is tried again. */
const AGAIN_MS = 3000;
/** What a page may still send while it is being closed. */
const LARGEST_LAST_WORD = 60_000;

/** The route whose draft was looked for: an address leads to one once. */
let followed: Route | null = null;

/** The draft that the address leads to, unless it was there already. */
const wanted = (): string | null => {
  const { route } = router;
  return "query" in route && route !== followed ? route.query.get("draft") : null;
};

/** Opens the short form that the address leads to, once its rows are here: null is a new one. */
export function openWanted<R extends { id: number | string }>(
  kind: string,
  rows: R[],
  open: (row: R | null) => unknown,
): void {
  const [at, id] = wanted()?.split("/") ?? [];
  if (at !== kind) return;
  const row = rows.find((row) => String(row.id).toLowerCase() === id) ?? null;
  if (row || id === "new") open(row);
}

export class FormDraft<F extends object> {
  /** Drafts of this form from earlier, newest first. */
  offers = $state.raw<DraftListed[]>([]);
  /** Why the last words could not be kept. */
  failure = $state.raw<ApiError | null>(null);
  private key: string | null = null;
  private written: Kept<F> | null = null;
  private sending: Promise<unknown> = Promise.resolve();
  private readonly tenant: string | null;

  constructor(readonly typed: Typed<F>) {
    this.tenant = typed.tenantId ?? currentTenantId();
  }

  /** Looks for earlier ones; the one that the address leads to is gone on with at once, which is answered. */
  async find(): Promise<boolean> {
    const screen = `${this.typed.screen}/`;
    const meant = wanted();
    if (meant?.startsWith(screen)) followed = router.route;
    try {
      const { drafts } = await this.call<{ drafts: DraftListed[] }>("GET", "/api/drafts");
      this.offers = drafts.filter(({ key }) => key.startsWith(screen) && key !== this.key);
      const offer = this.offers.find(({ key }) => key === meant);
      return offer !== undefined && (await this.goOn(offer));
    } catch {
      this.offers = []; // a form without its earlier drafts is still a form
      return false;
    }
  }

  /** Puts an earlier draft into the form; answers whether it is there now. */
  async goOn(offer: DraftListed): Promise<boolean> {
    this.offers = this.offers.filter(({ key }) => key !== offer.key);
    try {
      const { value } = await this.call<{ value: Kept<F> }>("GET", addressOf(offer.key));
      this.typed.goOn(value.form, value.base);
      this.key = offer.key;
      this.written = value;
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  }

  discard = (offer: DraftListed): void => {
    this.offers = this.offers.filter(({ key }) => key !== offer.key);
    this.call("DELETE", addressOf(offer.key)).catch(toastError);
  };

  /** To be called when something was typed. */
  keepSoon = debounce(() => this.keepNow(), PAUSE_MS);
  keepNow = (): void => void this.keep().catch(() => undefined);

  /** Writes what is typed, unless it is written already; throws when it cannot be. */
  async keep(): Promise<void> {
    this.keepSoon.cancel();
    const { typed } = this;
    if (!typed.dirty) return this.forget();
    const value: Kept<F> = { form: $state.snapshot(typed.form) as F, base: typed.before };
    if (same(value, this.written)) return;
    this.key ??= `${typed.screen}/${Date.now().toString(36)}`;
    const address = addressOf(this.key);
    this.written = value;
    const label = labelOf(typed);
    this.sending = this.sending
      .catch(() => undefined)
      .then(() => this.call("PUT", address, { label, value }, keepalive(value)));
    try {
      await this.sending;
      this.failure = null;
    } catch (error) {
      this.written = null;
      this.failure = asApiError(error);
      // The program was away, or busy: what was typed last is not left to the next key.
      setTimeout(() => this.failure && this.keepNow(), AGAIN_MS);
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

  /** Asked before the form is left: what is typed waits, or goes, or is stayed with. */
  mayLeave = async (): Promise<boolean> => {
    if (!this.typed.dirty) return true;
    const given = await choose({
      title: t("leave.title"),
      text: t("leave.draftText"),
      yes: t("leave.keep"),
      other: t("leave.discard"),
      no: t("leave.no"),
    });
    if (given === "no") return false;
    try {
      await (given === "yes" ? this.keep() : this.forget());
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  };

  private call<T>(method: "GET" | "PUT" | "DELETE", path: string, body?: unknown, last = false): Promise<T> {
    return request<T>(path, { method, body, tenant: this.tenant, keepalive: last });
  }
}

const addressOf = (key: string) => `/api/drafts/${encodeURIComponent(key)}`;

const keepalive = (value: unknown) => JSON.stringify(value).length < LARGEST_LAST_WORD;

function labelOf({ label, form }: Typed<object>): string {
  const name = label ?? ("name" in form ? String(form.name) : "");
  return [...name.replace(/\p{C}+/gu, " ").trim()].slice(0, 100).join("");
}

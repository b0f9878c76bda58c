// A short form in a drawer: what it begins with, what is typed, what is wrong with it, and sending it. Its names are
// those of the wire, so that the server's complaints find their inputs.
import { asApiError, type ApiError } from "$lib/api";
import { FormDraft, type Typed } from "./form-draft.svelte";
import { rebase, same } from "./path";

type Problems<F> = Partial<Record<keyof F, string | undefined>>;
type Subject<F> = {
  /** "units/doz", "units/new" */
  screen: string;
  /** What it begins with. */
  form: F;
  /** Is nothing of it saved yet? */
  isNew: boolean;
};

export class ShortForm<F extends object> implements Typed<F> {
  form = $state() as F;
  draft = $state.raw() as FormDraft<F>;
  busy = $state(false);
  failure = $state.raw<ApiError | null>(null);
  private tried = $state(false);
  private about = $state.raw() as Subject<F>;
  /** What the server complained about. */
  private refused = $state.raw<F | null>(null);

  /** `check`: what can be said before the server is asked. `called`: by what the list of drafts calls it, unless that is
   *  the name typed. */
  constructor(
    private readonly subject: () => Subject<F>,
    private readonly check: (form: F) => Problems<F>,
    private readonly called?: (form: F) => string,
  ) {
    this.begin();
  }

  /** To be called when the drawer opens. */
  begin(): void {
    this.about = this.subject();
    this.form = { ...this.before };
    this.busy = this.tried = false;
    this.failure = null;
    this.draft = new FormDraft(this);
  }

  get screen(): string {
    return this.about.screen;
  }
  get before(): F {
    return this.about.form;
  }
  get label(): string | undefined {
    return this.called?.(this.form);
  }
  get dirty(): boolean {
    return !same(this.form, this.before);
  }
  goOn(form: F, before: F): void {
    const typed = { ...this.before, ...form };
    this.form = this.about.isNew ? typed : rebase(before, typed, this.before).form;
  }

  /** The complaint about an input; the server's stands until its value is another one. */
  problem(name: keyof F & string): string | undefined {
    const said = same(this.form[name], this.refused?.[name]) ? this.failure?.field(name) : undefined;
    return said ?? (this.tried ? this.check(this.form)[name] : undefined);
  }

  /** Answers what was saved, or null when something must be mended first. */
  async save<T>(send: (form: F) => Promise<T>): Promise<T | null> {
    this.tried = true;
    if (this.busy) return null;
    this.failure = null;
    if (Object.values(this.check(this.form)).some(Boolean)) return null;
    this.busy = true;
    try {
      const saved = await send(this.form);
      await this.draft.forget();
      return saved;
    } catch (thrown) {
      this.failure = asApiError(thrown);
      this.refused = $state.snapshot(this.form) as F;
      return null;
    } finally {
      this.busy = false;
    }
  }
}

// One record being written: what was typed, what was read, whether they differ, and saving it. A form's names
// are those of the wire, so that the server's complaints ("addresses.0.city") find their inputs.
import { ApiError, asApiError, get, post, put } from "$lib/api";
import type { Typed } from "./form-draft.svelte";
import { at, dotted, rebase, same } from "./path";

export type Saved = { id: number; revision: number; archived_at: string | null };
export type Shape<F extends object, S extends Saved> = {
  /** "/api/parties" */
  path: string;
  blank: () => F;
  fromSaved: (saved: S) => F;
  /** The form as it is sent; `revision` is added to it. */
  toBody: (form: F) => Record<string, unknown>;
  /** Put in order before it is checked and sent: empty rows go. */
  tidy?: (form: F) => void;
  /** What can be said before asking the server, by name of the input. */
  check?: (form: F) => Record<string, string>;
};
export type Conflict<F, S> = { theirs: S; clashes: (keyof F)[] };

export class RecordForm<F extends object, S extends Saved> implements Typed<F> {
  form = $state() as F;
  saved = $state.raw<S | null>(null);
  loading = $state(false);
  busy = $state(false);
  /** Why the record could not be read. */
  error = $state.raw<ApiError | null>(null);
  /** Why it could not be saved, beyond single inputs. */
  failure = $state.raw<ApiError | null>(null);
  conflict = $state.raw<Conflict<F, S> | null>(null);
  /** Counts what the server took, so that what hangs on it (history) asks anew. */
  version = $state(0);
  private base = $state.raw() as F;
  private problems = $state.raw<Record<string, { message: string; value: unknown }>>({});

  /** `id` null: a new record. */
  constructor(
    readonly shape: Shape<F, S>,
    readonly id: number | null,
  ) {
    this.form = shape.blank();
    this.base = shape.blank();
    this.loading = id !== null;
  }

  dirty = $derived.by(() => !same(this.shape.toBody(this.form), this.shape.toBody(this.base)));

  get screen(): string {
    return `${this.shape.path.replace("/api/", "")}/${this.id ?? "new"}`;
  }

  /** What the person began with. */
  get before(): F {
    return $state.snapshot(this.base) as F;
  }

  /** The complaint about an input, until its value is another one. */
  problem = (name: string): string | undefined => {
    const problem = this.problems[name];
    return problem && same(at(this.form, name), problem.value) ? problem.message : undefined;
  };

  /** What a new record begins with beyond the blank: not the person's words, so nothing to lose. */
  begin(values: Partial<F>): void {
    this.base = { ...this.base, ...values };
    this.form = { ...this.form, ...values };
  }

  goOn(form: F, before: F): void {
    const now = this.before;
    this.form = this.saved ? rebase(before, { ...now, ...form }, now).form : { ...now, ...form };
  }

  get path(): string {
    return `${this.shape.path}/${this.id}`;
  }

  async load(): Promise<void> {
    if (this.id === null) return;
    this.loading = true;
    this.error = null;
    try {
      this.take(await get<S>(this.path));
    } catch (error) {
      this.error = asApiError(error);
    }
    this.loading = false;
  }

  /** Shows a record as the server has it. */
  take(saved: S): void {
    this.saved = saved;
    this.base = this.shape.fromSaved(saved);
    this.form = this.shape.fromSaved(saved);
    this.problems = {};
    this.failure = null;
    this.version += 1;
  }

  /** Sends it; answers the record, or null when something must be mended first (see `problem`, `failure`). */
  async save(): Promise<S | null> {
    if (this.busy) return null;
    this.shape.tidy?.(this.form);
    this.failure = null;
    this.problems = this.placed(this.shape.check?.(this.form) ?? {});
    if (Object.keys(this.problems).length > 0) return null;
    this.busy = true;
    try {
      const saved = await this.send();
      this.take(saved);
      return saved;
    } catch (error) {
      await this.explain(asApiError(error));
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Shows a record as the server has it, except what is being typed. */
  absorb(saved: S): void {
    const { form } = rebase(this.base, $state.snapshot(this.form) as F, this.shape.fromSaved(saved));
    this.take(saved);
    this.form = form;
  }

  /** After a conflict: what was typed here on top of their record. */
  keepMine(): void {
    if (this.conflict) this.absorb(this.conflict.theirs);
    this.conflict = null;
  }

  takeTheirs(): void {
    if (this.conflict) this.take(this.conflict.theirs);
    this.conflict = null;
  }

  /** Is any input still as it was when it was complained about? */
  get isWrong(): boolean {
    return Object.keys(this.problems).some((name) => this.problem(name) !== undefined);
  }

  /** The server's complaints that belong to no input on the screen. */
  get elsewhere(): string[] {
    const fields = this.failure?.fields ?? [];
    const nowhere = fields.filter((problem) => at(this.form, dotted(problem.field)) === undefined);
    return nowhere.map((problem) => problem.message);
  }

  private send(): Promise<S> {
    const body = this.shape.toBody(this.form);
    if (this.saved === null) return post<S>(this.shape.path, body);
    return put<S>(`${this.shape.path}/${this.saved.id}`, { ...body, revision: this.saved.revision });
  }

  private async explain(error: ApiError): Promise<void> {
    if (error.code === "edit_conflict" && this.saved) {
      const theirs = await get<S>(`${this.shape.path}/${this.saved.id}`).catch(() => null);
      if (theirs && theirs.id === this.saved.id) {
        const typed = $state.snapshot(this.form) as F;
        const { clashes } = rebase(this.base, typed, this.shape.fromSaved(theirs));
        this.conflict = { theirs, clashes };
        return;
      }
    }
    this.failure = error;
    this.problems = this.placed(Object.fromEntries(error.fields.map((p) => [dotted(p.field), p.message])));
  }

  private placed(messages: Record<string, string>) {
    const form = $state.snapshot(this.form);
    return Object.fromEntries(
      Object.entries(messages).map(([name, message]) => [name, { message, value: at(form, name) }]),
    );
  }
}

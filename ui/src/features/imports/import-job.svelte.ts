// One import, from the file that was chosen to the rows in the books. It lives beside the screen, not in it: who
// leaves while rows are checked or written finds it again, and hears of its end wherever they are.
import { asApiError, post, request, upload, type ApiError } from "$lib/api";
import { currentTenantId } from "$lib/router.svelte";
import type { PickedFile } from "$lib/shell";
import { recall, remember } from "$lib/storage";
import type { Download, ExistingRows, Import, TransferKind } from "$lib/types";
import { carried, chosen, type Mapping } from "./matching";
import { tellEnd } from "./told";

const POLL_MS = 300;
const POLL_SLOWLY_MS = 2000;

export const isRunning = (of: Import | null): boolean =>
  of !== null && ["checking", "committing", "undoing"].includes(of.state);

export class ImportJob {
  now = $state.raw<Import | null>(null);
  /** Which call is on its way that the person waits for. */
  busy = $state<"" | "reading" | "starting" | "saving">("");
  failure = $state.raw<ApiError | null>(null);
  /** Fields that the person chose a column for; the others are matched by the program. */
  touched = $state.raw<ReadonlySet<string>>(new Set());
  /** A screen shows it: its end needs no message. */
  watched = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unsaved = false;
  private saving: Promise<void> | null = null;

  constructor(readonly tenant: string) {}

  /** The file that waits here since this business was last worked in. */
  get waitingId(): string | null {
    return recall(`import.${this.tenant}`) || null;
  }

  /** Finds an import again; false when its file is no longer kept. */
  async open(id: string): Promise<boolean> {
    if (this.now?.id === id) return true;
    this.failure = null;
    try {
      this.take(await this.read(id));
      return true;
    } catch (error) {
      const failure = asApiError(error);
      if (failure.status !== 404) this.failure = failure;
      else if (this.waitingId === id) remember(`import.${this.tenant}`, "");
      return false;
    }
  }

  /** Sends a file and reads its first rows. */
  async begin(kind: TransferKind, file: PickedFile): Promise<boolean> {
    const before = this.now;
    const sent = await this.ask("reading", () => this.send(kind, file));
    if (!sent) return false;
    this.touched = new Set();
    if (before) void this.forgetOn(before);
    return true;
  }

  /** The corrected file in place of the one with mistakes: matched as that was, and checked at once. */
  async replace(file: PickedFile): Promise<boolean> {
    const before = this.now;
    if (!before) return false;
    const sent = await this.ask("reading", async () => {
      const read = await this.send(before.kind, file);
      const mapping = carried(before.mapping, before.columns, read.columns);
      const isWhole = Object.keys(mapping).every(
        (key) => mapping[key] !== null || before.mapping[key] === null,
      );
      return isWhole ? this.put(read, { mapping, existing: before.existing }) : read;
    });
    if (!sent) return false;
    void this.forgetOn(before);
    return this.check();
  }

  /** Which column a field is read from. */
  match(field: string, column: number | null): void {
    if (!this.now) return;
    this.touched = new Set([...this.touched, field]);
    this.change({ mapping: chosen(this.now.mapping, field, column) });
  }

  choose(existing: ExistingRows): void {
    this.change({ existing });
  }

  /** Another sheet, or another row of headings: its columns are matched anew. */
  async look(part: { sheet?: number; header_row?: number | null }): Promise<void> {
    const { now } = this;
    if (!now) return;
    await this.saving;
    this.touched = new Set();
    await this.ask("saving", () => this.call<Import>("PUT", now.id, part));
  }

  /** A dry run: nothing is written. */
  async check(): Promise<boolean> {
    await this.saving;
    return this.start("check");
  }
  commit = (): Promise<boolean> => this.start("commit");
  undo = (): Promise<boolean> => this.start("undo");

  /** The file back with its wrong cells marked; null when it was refused. */
  async corrected(): Promise<Download | null> {
    const { now } = this;
    if (!now) return null;
    this.busy = "saving";
    this.failure = null;
    try {
      return await post<Download>(`/api/imports/${now.id}/corrected`);
    } catch (error) {
      this.failure = asApiError(error);
      return null;
    } finally {
      this.busy = "";
    }
  }

  /** Lets go of it; a file that was not imported is forgotten. */
  async forget(): Promise<void> {
    const { now } = this;
    clearTimeout(this.timer);
    this.now = null;
    this.failure = null;
    remember(`import.${this.tenant}`, "");
    if (now) await this.forgetOn(now);
  }

  private change(part: { mapping?: Mapping; existing?: ExistingRows }): void {
    if (!this.now) return;
    this.now = { ...this.now, ...part, state: "mapping", summary: null };
    this.unsaved = true;
    this.saving ??= this.save().finally(() => (this.saving = null));
  }

  /** One after the other: the choice made last is the one that stands. */
  private async save(): Promise<void> {
    while (this.unsaved && this.now) {
      this.unsaved = false;
      const { now } = this;
      try {
        const saved = await this.put(now, { mapping: now.mapping, existing: now.existing });
        this.failure = null;
        if (!this.unsaved && this.now?.id === saved.id) this.take(saved);
      } catch (error) {
        this.failure = asApiError(error);
      }
    }
  }

  private async start(what: "check" | "commit" | "undo"): Promise<boolean> {
    const { now } = this;
    if (!now) return false;
    return (await this.ask("starting", () => this.call<Import>("POST", `${now.id}/${what}`, {}))) !== null;
  }

  private async ask(busy: typeof this.busy, run: () => Promise<Import>): Promise<Import | null> {
    this.busy = busy;
    this.failure = null;
    try {
      const answer = await run();
      this.take(answer);
      return answer;
    } catch (error) {
      this.failure = asApiError(error);
      return null;
    } finally {
      this.busy = "";
    }
  }

  private take(answer: Import): void {
    this.now = answer;
    remember(`import.${this.tenant}`, ["done", "undone"].includes(answer.state) ? "" : answer.id);
    if (isRunning(answer)) this.followSoon(answer.id, POLL_MS);
  }

  private followSoon(id: string, after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.follow(id), after);
  }

  private async follow(id: string): Promise<void> {
    try {
      const answer = await this.read(id);
      if (this.now?.id !== id) return;
      this.failure = null;
      this.take(answer);
      if (!isRunning(answer) && !this.watched) tellEnd(this.tenant, answer);
    } catch (error) {
      if (this.now?.id !== id) return;
      this.failure = asApiError(error);
      if (this.failure.status !== 404) this.followSoon(id, POLL_SLOWLY_MS);
      else this.now = null; // the program was begun anew meanwhile
    }
  }

  private send = (kind: TransferKind, file: PickedFile) =>
    upload<Import>(
      `/api/imports?kind=${kind}`,
      { ...file, type: "application/octet-stream" },
      { method: "POST", tenant: this.tenant },
    );
  private put = (of: Import, part: { mapping: Mapping; existing: ExistingRows }) =>
    this.call<Import>("PUT", of.id, part);
  private read = (id: string) => request<Import>(`/api/imports/${id}`, { tenant: this.tenant });
  private call = <T>(method: "PUT" | "POST" | "DELETE", path: string, body?: unknown) =>
    request<T>(`/api/imports/${path}`, { method, body, tenant: this.tenant });

  private async forgetOn(gone: Import): Promise<void> {
    if (["done", "undone"].includes(gone.state) || isRunning(gone)) return;
    await this.call("DELETE", gone.id).catch(() => undefined); // else it goes when the program ends
  }
}

const jobs = new Map<string, ImportJob>();

/** The one import that is worked on in the business on screen. */
export function currentJob(): ImportJob {
  const tenant = currentTenantId() ?? "";
  const job = jobs.get(tenant) ?? new ImportJob(tenant);
  jobs.set(tenant, job);
  return job;
}

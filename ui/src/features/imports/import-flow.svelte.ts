// The way through an import: which step one is at, and what leads to the next. The screen draws it.
import { asApiError, get, type ApiError } from "$lib/api";
import { t } from "$lib/messages";
import { columnsInWords } from "$lib/messages/program";
import { listHref } from "$lib/record";
import { businessHref, go, navigate, setQuery } from "$lib/router.svelte";
import { pickTable, type PickedFile } from "$lib/shell";
import { toast } from "$lib/toast.svelte";
import type { Import, ImportField, ImportKind, TransferKind } from "$lib/types";
import { keep } from "./downloads";
import { currentJob, isRunning } from "./import-job.svelte";
import { missing } from "./matching";
import type { Step } from "./Steps.svelte";
import { sureToUndo } from "./undo";

const LARGEST = 64 * 1024 * 1024;

/** Its rows are in the books, even if the undo that was tried then failed. */
const isIn = (now: Import) => now.added + now.changed > 0;

export class ImportFlow {
  readonly job = currentJob();
  kinds = $state.raw<ImportKind[] | null>(null);
  error = $state.raw<ApiError | null>(null);
  kind = $state<TransferKind>("products");
  /** Why the file was not taken, or is not here any more. */
  problem = $state<string | null>(null);
  /** Where the file with its marks was saved. */
  markedFile = $state<string | null>(null);
  /** The import that the address names. */
  private file = $state<string | null>(null);
  /** Another file is taking the place of this one. */
  private replacing = $state(false);
  /** Back at the columns after a check. */
  private matching = $state(false);

  /** `asked`: the kind in the address, if any. */
  constructor(readonly asked: string | undefined) {}

  get now(): Import | null {
    const { now } = this.job;
    return now && (now.id === this.file || this.replacing) ? now : null;
  }
  get running(): boolean {
    return isRunning(this.now);
  }
  get step(): Step {
    const { now } = this;
    if (!now) return "file";
    if (now.state === "mapping") return "match";
    if (now.state === "failed" && isIn(now)) return "done";
    if (["checked", "failed"].includes(now.state)) return this.matching ? "match" : "check";
    if (now.state === "checking") return "check";
    return "done";
  }
  get fields(): ImportField[] {
    return this.kinds?.find(({ kind }) => kind === this.kind)?.fields ?? [];
  }
  get isRefused(): boolean {
    return Boolean(this.kinds && this.asked && !this.kinds.some(({ kind }) => kind === this.asked));
  }
  get mayCheck(): boolean {
    const { now } = this;
    return this.step === "match" && !!now && missing(this.fields, now.mapping, now.existing).length === 0;
  }
  get mayCommit(): boolean {
    const { now } = this;
    const summary = now?.state === "checked" ? now.summary : null;
    return summary !== null && summary.wrong === 0 && summary.new + summary.changed > 0;
  }
  /** Can a file be chosen or dropped now? At a check that found something it is the corrected one. */
  get takesFile(): boolean {
    return !this.running && !this.job.busy && (this.step !== "check" || this.wantsCorrected);
  }
  get wantsCorrected(): boolean {
    const summary = this.step === "check" ? this.now?.summary : null;
    return !!summary && summary.wrong + summary.noticed > 0;
  }

  load = async (): Promise<void> => {
    this.error = null;
    try {
      const { kinds } = await get<{ kinds: ImportKind[] }>("/api/imports/kinds");
      const first = kinds.find(({ kind }) => kind === this.asked) ?? kinds[0];
      if (first && !this.now) this.kind = first.kind;
      this.kinds = kinds.map((each) => ({ ...each, fields: columnsInWords(each.fields) }));
    } catch (error) {
      this.error = asApiError(error);
    }
  };

  /** The address names a file, or none. */
  async follow(file: string | null): Promise<void> {
    if (!file) {
      this.file = null;
      return;
    }
    if (await this.job.open(file)) this.show();
    else {
      if (!this.job.failure) this.problem = t("import.gone");
      setQuery({});
    }
  }

  pick = async (): Promise<void> => {
    const file = await pickTable();
    if (file) await this.take(file);
  };

  take = async (file: PickedFile): Promise<void> => {
    if (!this.takesFile) return;
    const wrong = this.complaint(file);
    this.problem = wrong;
    if (wrong) {
      if (this.step !== "file") toast(wrong, { tone: "bad" });
      return;
    }
    const sent = this.wantsCorrected ? await this.job.replace(file) : await this.job.begin(this.kind, file);
    if (sent || this.now) this.show();
    this.replacing = false;
  };

  check = async (): Promise<void> => {
    if (!this.mayCheck && this.now?.state !== "failed") return;
    if (await this.job.check()) this.matching = false;
  };

  commit = async (): Promise<void> => {
    if (this.mayCommit) await this.job.commit();
  };

  saveMarked = async (): Promise<void> => {
    const made = await this.job.corrected();
    if (made) this.markedFile = await keep(made);
  };

  undo = async (): Promise<void> => {
    if (this.now && (await sureToUndo(this.now))) await this.job.undo();
  };

  another = async (): Promise<void> => {
    await this.job.forget();
    await go(`import/${this.kind}`);
  };

  showThem = () => navigate(listHref(this.kind, null, { isNew: true }));

  /** What Ctrl+Enter does here. */
  goOn = (): unknown => {
    if (this.running || this.job.busy) return;
    if (this.step === "match") return this.check();
    if (this.step === "done") return this.showThem();
    if (this.now?.state === "failed") return this.check();
    if (this.mayCommit) return this.commit();
    return this.wantsCorrected ? this.saveMarked() : undefined;
  };

  /** What Escape does here: a step back; the file waits. */
  back = (): unknown => {
    if (this.step === "check" && !this.running) return (this.matching = true);
    if (this.step !== "match") return this.leave();
    this.matching = false;
    this.file = null;
    setQuery({});
  };

  private leave = () =>
    navigate(this.asked || this.now ? listHref(this.kind) : businessHref(this.job.tenant));

  private show(): void {
    const { now } = this.job;
    if (!now) return;
    this.problem = null;
    this.markedFile = null;
    this.matching = false;
    this.kind = now.kind;
    this.file = now.id;
    setQuery({ file: now.id });
  }

  private complaint(file: PickedFile): string | null {
    if (file.bytes.byteLength === 0) return t("import.empty", { file: file.name });
    if (file.bytes.byteLength > LARGEST) return t("import.tooLarge", { file: file.name });
    if (isRunning(this.job.now)) return t("import.waitFirst", { file: this.job.now?.file_name ?? "" });
    return null;
  }
}

// The wrong cells that a check found, or those that should be looked at, page by page.
import { asApiError, get, isAbort, type ApiError } from "$lib/api";
import type { ImportProblem } from "$lib/types";

const LIMIT = 100;

export type WhichCells = "problems" | "notices";
export type ShownProblem = ImportProblem & { id: string };

export class Problems {
  items = $state.raw<ShownProblem[]>([]);
  loading = $state(true);
  loadingMore = $state(false);
  error = $state.raw<ApiError | null>(null);
  private cursor = $state<string | null>(null);
  private abort = new AbortController();

  constructor(
    private readonly importId: string,
    private readonly which: WhichCells,
  ) {}

  get hasMore(): boolean {
    return this.cursor !== null;
  }

  load = async (): Promise<void> => {
    this.loading = true;
    this.items = [];
    await this.fetch(null);
  };

  more = async (): Promise<void> => {
    if (!this.cursor || this.loading || this.loadingMore) return;
    this.loadingMore = true;
    await this.fetch(this.cursor);
  };

  stop(): void {
    this.abort.abort();
  }

  private async fetch(cursor: string | null): Promise<void> {
    try {
      const page = await get<{ items: ImportProblem[]; next_cursor: string | null }>(
        `/api/imports/${this.importId}/${this.which}`,
        { limit: LIMIT, cursor },
        this.abort.signal,
      );
      const from = this.items.length;
      this.items = [...this.items, ...page.items.map((each, i) => ({ ...each, id: String(from + i) }))];
      this.cursor = page.next_cursor;
      this.error = null;
    } catch (error) {
      if (isAbort(error)) return;
      this.error = asApiError(error);
    }
    this.loading = false;
    this.loadingMore = false;
  }
}

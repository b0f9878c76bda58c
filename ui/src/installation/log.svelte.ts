// The program's own log, newest first, a page at a time.
import { asApiError, get, isAbort, type ApiError } from "../lib/api";

export type LogLevel = "" | "warn" | "error";
export type LogLine = {
  id: number;
  timestamp: string;
  level: string;
  message: string;
  fields: Record<string, unknown>;
};
type LogPage = { items: Omit<LogLine, "id">[]; next_cursor: string | null };

export class Log {
  lines = $state.raw<LogLine[]>([]);
  level = $state<LogLevel>("");
  search = $state("");
  loading = $state(true);
  loadingMore = $state(false);
  error = $state.raw<ApiError | null>(null);
  private cursor = $state<string | null>(null);
  private abort: AbortController | null = null;

  get hasMore(): boolean {
    return this.cursor !== null;
  }

  load = (): Promise<void> => {
    this.loading = true;
    return this.fetch(null);
  };
  more = async (): Promise<void> => {
    if (!this.cursor || this.loading || this.loadingMore) return;
    this.loadingMore = true;
    await this.fetch(this.cursor);
  };
  stop = (): void => this.abort?.abort();

  private async fetch(cursor: string | null): Promise<void> {
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    const query = { level: this.level || undefined, search: this.search.trim() || undefined, cursor };
    try {
      const page = await get<LogPage>("/api/installation/logs", query, abort.signal);
      const before = cursor ? this.lines : [];
      this.lines = [...before, ...page.items.map((line, at) => ({ ...line, id: before.length + at }))];
      this.cursor = page.next_cursor;
      this.error = null;
    } catch (error) {
      if (isAbort(error)) return;
      this.error = asApiError(error);
    }
    this.loading = this.loadingMore = false;
  }
}

/** What a line is about, in a few words: "GET /api/parties · corner_shop · 200 · 1.2 ms". */
export function about({ fields }: LogLine): string {
  const { method, operation, tenant, status, code, duration_us } = fields;
  const took = typeof duration_us === "number" ? `${(duration_us / 1000).toFixed(1)} ms` : undefined;
  const what = [method, operation].filter(Boolean).join(" ");
  return [what, tenant, status, code, took].filter((part) => part !== undefined && part !== "").join(" · ");
}

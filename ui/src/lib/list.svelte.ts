// A list that comes page by page: search and filters ask anew, "more" follows the cursor. An answer that was
// overtaken by a newer question is thrown away.
import { asApiError, get, isAbort, type ApiError, type Query } from "./api";
import { count } from "./format";
import type { Page } from "./types";

// The first page is here at once; who goes on is given more at a time.
const PAGES = [50, 100, 200];
const LARGEST_PAGE = 500;

export class PagedList<T extends { id: number }> {
  items = $state.raw<T[]>([]);
  total = $state(0);
  /** False where there are more than `total`. */
  exact = $state(true);
  error = $state.raw<ApiError | null>(null);
  /** The first page is on its way. */
  loading = $state(true);
  loadingMore = $state(false);
  private cursor = $state<string | null>(null);
  private query: Query = {};
  private abort: AbortController | null = null;

  constructor(private readonly path: string) {}

  /** How many there are; null where they were neither counted nor fetched to their end. */
  get known(): number | null {
    if (this.exact) return this.total;
    return this.hasMore ? null : this.items.length;
  }

  /** How many there are, in words: "1,000+" where they were not counted to their end. */
  get counted(): string {
    return this.known === null ? `${count(Math.max(this.total, this.items.length))}+` : count(this.known);
  }
  get hasMore(): boolean {
    return this.cursor !== null;
  }

  /** Asks anew from the first row. */
  async load(query: Query): Promise<void> {
    this.query = query;
    this.loading = true;
    await this.fetchPage(null);
  }

  reload = () => this.load(this.query);

  /** The next page, unless one is on its way. */
  more = async (): Promise<void> => {
    if (!this.cursor || this.loading || this.loadingMore) return;
    this.loadingMore = true;
    await this.fetchPage(this.cursor);
  };

  /** Fetches what is missing; `goesOn` hears of how many are there and may end it. True when all are there. */
  async fetchAll(goesOn: (fetched: number) => boolean): Promise<boolean> {
    const { query } = this;
    const isSame = () => this.query === query && !this.error && !this.abort?.signal.aborted;
    while (this.cursor && isSame() && goesOn(this.items.length)) {
      this.loadingMore = true;
      await this.fetchPage(this.cursor, LARGEST_PAGE);
    }
    return !this.hasMore && isSame();
  }

  stop(): void {
    this.abort?.abort();
  }

  private async fetchPage(cursor: string | null, most?: number): Promise<void> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    try {
      const usual = PAGES.find((size) => cursor === null || size > this.items.length / 2) ?? LARGEST_PAGE;
      const limit = most ?? usual;
      const page = await get<Page<T>>(this.path, { limit, ...this.query, cursor }, abort.signal);
      if (this.abort !== abort) return;
      this.items = cursor ? [...this.items, ...page.items] : page.items;
      this.total = page.total;
      this.exact = page.total_is_exact ?? true;
      this.cursor = page.next_cursor;
      this.error = null;
    } catch (error) {
      if (isAbort(error) || this.abort !== abort) return;
      this.error = asApiError(error);
    }
    this.loading = false;
    this.loadingMore = false;
  }
}

// All businesses of the installation, page by page, as lib/list does it for the records of one business.
import { asApiError, get, isAbort, type ApiError, type Query } from "../lib/api";
import type { BusinessCard, BusinessList } from "../lib/types";

export type BusinessRow = BusinessCard & { id: string };

export class BusinessPages {
  rows = $state.raw<BusinessRow[]>([]);
  total = $state(0);
  loading = $state(true);
  loadingMore = $state(false);
  error = $state.raw<ApiError | null>(null);
  private cursor = $state<string | null>(null);
  private query: Query = {};
  private abort: AbortController | null = null;

  get hasMore(): boolean {
    return this.cursor !== null;
  }

  load = async (query: Query = this.query): Promise<void> => {
    this.query = query;
    this.loading = true;
    await this.fetchPage(null, PAGE);
  };

  /** As many rows as are on screen, anew: what was done to one shows, and nobody loses their place. */
  renew = (): Promise<void> => this.fetchPage(null, Math.min(500, Math.max(PAGE, this.rows.length)));

  more = async (): Promise<void> => {
    if (!this.cursor || this.loading || this.loadingMore) return;
    this.loadingMore = true;
    await this.fetchPage(this.cursor, PAGE);
  };

  stop = (): void => this.abort?.abort();

  private async fetchPage(cursor: string | null, limit: number): Promise<void> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    try {
      const page = await get<BusinessList>("/api/tenants", { ...this.query, limit, cursor }, abort.signal);
      if (this.abort !== abort) return;
      const rows = page.tenants.map((card) => ({ ...card, id: card.tenant_id }));
      this.rows = cursor ? [...this.rows, ...rows] : rows;
      this.total = page.count;
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

const PAGE = 50;

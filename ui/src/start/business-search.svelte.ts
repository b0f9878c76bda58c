// The search box of the start screen: among the cards at hand while they are all of them, else the server's.
import { debounce } from "../lib/debounce";
import { isAbort } from "../lib/api";
import { businessesShown, installation, searchBusinesses } from "../lib/installation.svelte";
import { toastError } from "../lib/toast.svelte";
import type { BusinessCard } from "../lib/types";

export class BusinessSearch {
  typed = $state("");
  waiting = $state(false);
  private found = $state.raw<BusinessCard[] | null>(null);
  private cursor = $state<string | null>(null);
  private abort: AbortController | null = null;
  private fetchSoon = debounce(() => void this.fetch(null), 150);

  shown = $derived.by(() => {
    const words = this.typed.trim().toLowerCase();
    if (this.found) return this.found;
    if (!words) return businessesShown();
    return businessesShown().filter((card) =>
      `${card.company_name} ${card.domain_name} ${card.tenant_id}`.toLowerCase().includes(words),
    );
  });

  get hasMore(): boolean {
    return this.found ? this.cursor !== null : !this.typed && installation.nextCursor !== null;
  }

  ask = (): void => {
    this.abort?.abort();
    if (installation.nextCursor === null || !this.typed.trim()) {
      this.fetchSoon.cancel();
      this.found = null;
      this.waiting = false;
      return;
    }
    this.waiting = true;
    this.fetchSoon();
  };

  clear = (): void => {
    this.typed = "";
    this.ask();
  };

  more = (): void => {
    this.found ??= installation.businesses;
    void this.fetch(this.cursor ?? installation.nextCursor);
  };

  private async fetch(cursor: string | null): Promise<void> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    this.waiting = true;
    try {
      const list = await searchBusinesses(this.typed.trim(), cursor, abort.signal);
      if (this.abort !== abort) return;
      this.found = cursor ? [...(this.found ?? []), ...list.tenants] : list.tenants;
      this.cursor = list.next_cursor;
    } catch (error) {
      if (isAbort(error)) return;
      toastError(error);
    }
    this.waiting = false;
  }
}

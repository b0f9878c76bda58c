// The installation as the screens know it: its mode, and the businesses in the order of the start screen.
// The order is fixed while a person works, so that Ctrl+1…9 keep their meaning; the start screen renews it.
import { asApiError, get, type ApiError } from "./api";
import type { BusinessCard, BusinessList, Installation } from "./types";

export const installation = $state<{
  info: Installation | null;
  error: ApiError | null;
  /** The first page of active businesses, most recently opened first. */
  businesses: BusinessCard[];
  count: number;
  nextCursor: string | null;
}>({ info: null, error: null, businesses: [], count: 0, nextCursor: null });

export const isSingle = () => installation.info?.mode === "single";

export async function loadInstallation(): Promise<void> {
  try {
    installation.info = await get<Installation>("/api/installation");
    installation.error = null;
  } catch (error) {
    installation.error = asApiError(error);
  }
}

/** Renews the list and its order. Throws, so that the start screen can show why. */
export async function loadBusinesses(): Promise<void> {
  const list = await get<BusinessList>("/api/tenants", { sort: "-last_opened_at", limit: PAGE });
  installation.businesses = list.tenants;
  installation.count = list.count;
  installation.nextCursor = list.next_cursor;
}

/** What a person typed, asked of the server: for more businesses than fit on a page. */
export const searchBusinesses = (search: string, cursor: string | null = null, signal?: AbortSignal) =>
  get<BusinessList>("/api/tenants", { search, cursor, sort: "-last_opened_at", limit: PAGE }, signal);

export const PAGE = 60;

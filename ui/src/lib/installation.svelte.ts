// The installation as the screens know it: its mode, its businesses, and the numbers 1…9 that open nine of them.
// A number goes by the name of the business, never by when it was used: fingers learn it.
import { asApiError, get, type ApiError } from "./api";
import { byName, NUMBERS } from "./numbers";
import type { BusinessCard, BusinessList, Installation } from "./types";

export const installation = $state<{
  info: Installation | null;
  error: ApiError | null;
  /** The first page of active businesses, most recently opened first. */
  businesses: BusinessCard[];
  /** The first nine by name: who has the numbers 1…9, here, in the palette and on Ctrl. */
  numbered: BusinessCard[];
  count: number;
  nextCursor: string | null;
}>({ info: null, error: null, businesses: [], numbered: [], count: 0, nextCursor: null });

export const isSingle = () => installation.info?.mode === "single";

/** The one business that can be gone to from here: of a subdomain, or of single mode. Then there is no chooser. */
export const onlyBusiness = (): string | null =>
  installation.info?.subdomain_tenant_id ?? (isSingle() ? (installation.info?.tenant_id ?? null) : null);

/** Is there a chooser of businesses? */
export const hasChooser = () => !isSingle() && onlyBusiness() === null;

/** MULTI_TENANT_ENABLED=false holds the installation to one business. An older program tells it only by being
 * single with no business at all. */
export const isHeldToOne = () => {
  const info = installation.info;
  return info?.single_forced ?? (info?.mode === "single" && info.tenant_id === null);
};

/** Would another business be taken in? Ask before offering a way to add one. */
export const mayAdd = () => !isHeldToOne() || installation.info?.first_start === true;

/** The number that opens a business from anywhere; null for all but nine. */
export function numberOf(tenantId: string): number | null {
  const at = installation.numbered.findIndex((card) => card.tenant_id === tenantId);
  return at < 0 ? null : at + 1;
}

/** As they are shown: few enough to have a number each keep their places; of many, the last used come first. */
export const businessesShown = (): BusinessCard[] =>
  installation.businesses.length <= NUMBERS && installation.nextCursor === null
    ? installation.numbered
    : installation.businesses;

/** The program's first reading, begun before there is a screen. Never throws. */
export function begin(): Promise<void> {
  const begun = { answers: readAll(), began: performance.now(), isHere: false };
  first = begun;
  return begun.answers.then(() => void (begun.isHere = true)).catch(() => undefined);
}

/** Is the first reading here, and still to be taken? A screen that can be drawn whole at once is not drawn twice. */
export const isFirstHere = (): boolean => first?.isHere ?? false;

/**
 * Reads anew what the installation is and which businesses it has; the first screen takes the answers of the first
 * reading, or asks once more where that failed. Throws when the businesses cannot be had.
 */
export function load(): Promise<void> {
  const begun = first;
  if (!begun || performance.now() - begun.began > FIRST_MS) return readAll();
  void begun.answers.catch(() => undefined).then(() => (first = null));
  return begun.answers.catch(readAll); // it may have failed before there were words to say why
}

/** For so long the first reading is as good as another. */
const FIRST_MS = 5_000;
let first: { answers: Promise<void>; began: number; isHere: boolean } | null = null;

const readAll = async (): Promise<void> => void (await Promise.all([loadBusinesses(), loadInstallation()]));

/** Renews what the installation is. Never throws. */
export async function loadInstallation(): Promise<void> {
  try {
    installation.info = await get<Installation>("/api/installation");
    installation.error = null;
  } catch (error) {
    installation.error = asApiError(error);
  }
}

/** Renews the list and the numbers. Throws, so that the start screen can show why. */
export async function loadBusinesses(): Promise<void> {
  const list = await get<BusinessList>("/api/tenants", { sort: "-last_opened_at", limit: PAGE });
  const all = list.next_cursor === null;
  const first = all ? list : await get<BusinessList>("/api/tenants", { sort: "name", limit: NUMBERS });
  installation.numbered = (all ? byName(first.tenants) : first.tenants).slice(0, NUMBERS);
  installation.businesses = list.tenants;
  installation.count = list.count;
  installation.nextCursor = list.next_cursor;
}

/** What a person typed, asked of the server: for more businesses than fit on a page. */
export const searchBusinesses = (search: string, cursor: string | null = null, signal?: AbortSignal) =>
  get<BusinessList>("/api/tenants", { search, cursor, sort: "-last_opened_at", limit: PAGE }, signal);

export const PAGE = 60;

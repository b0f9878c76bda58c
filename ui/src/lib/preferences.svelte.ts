// How the person at the desk likes to see things, kept in the file of the business on screen. Read once when it is
// opened; a change is shown at once and written behind it, one after the other.
import { request } from "./api";
import { currentTenantId } from "./router.svelte";
import { toastError } from "./toast.svelte";

type Values = Record<string, unknown>;

const kept = $state<{ tenantId: string | null; values: Values }>({ tenantId: null, values: {} });
let asked: { tenantId: string; answer: Promise<void> } | null = null;
let writing: Promise<unknown> = Promise.resolve();

/** Resolves when the preferences of the business on screen are known; never fails. */
export function preferencesKnown(): Promise<void> {
  return known().catch(() => undefined);
}

/** Are they known already? */
export const arePreferencesKnown = (): boolean => kept.tenantId === currentTenantId();

/** What was kept under a key, in the business on screen. */
export function preference<T>(key: string): T | undefined {
  return kept.tenantId === currentTenantId() ? (kept.values[key] as T | undefined) : undefined;
}

/** Keeps a value; undefined forgets it. */
export function setPreference(key: string, value: unknown): void {
  const tenant = currentTenantId();
  if (!arePreferencesKnown()) {
    known().catch(toastError); // they could not be read: nothing is written over unread
    return;
  }
  kept.values = { ...kept.values, [key]: value };
  writing = writing.then(() => write(tenant, key, value)).catch(toastError);
}

async function write(tenant: string | null, key: string, value: unknown): Promise<void> {
  const path = `/api/preferences/${encodeURIComponent(key)}`;
  if (value === undefined) await request(path, { method: "DELETE", tenant });
  else await request(path, { method: "PUT", body: { value }, tenant });
}

async function known(): Promise<void> {
  const tenantId = currentTenantId();
  if (!tenantId || kept.tenantId === tenantId) return;
  if (asked?.tenantId !== tenantId) asked = { tenantId, answer: read(tenantId) };
  await asked.answer;
}

async function read(tenantId: string): Promise<void> {
  try {
    const values = await request<Values>("/api/preferences", { tenant: tenantId });
    if (currentTenantId() !== tenantId) return;
    kept.values = values;
    kept.tenantId = tenantId;
  } finally {
    asked = null;
  }
}

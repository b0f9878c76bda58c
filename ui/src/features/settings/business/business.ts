// What can be done with a business as a whole, from the list of the installation and from its own settings:
// each asks first where that is kind, does it, says what was done, and renews what other screens show.
import { get, post } from "$lib/api";
import { confirm } from "$lib/confirm.svelte";
import { bytes } from "$lib/format";
import { load } from "$lib/installation.svelte";
import { t } from "$lib/messages";
import { inWindow, saveDownload } from "$lib/shell";
import { toast, toastError } from "$lib/toast.svelte";
import type { BusinessCard, BusinessList, Download, TenantConfig } from "$lib/types";

/** A business, as far as an action needs to know it. */
export type Named = Pick<BusinessCard, "tenant_id" | "company_name" | "is_active" | "archived_at">;

export const tenantPath = (tenantId: string, part?: string) =>
  `/api/tenants/${encodeURIComponent(tenantId)}${part ? `/${part}` : ""}`;

export const named = (config: TenantConfig): Named => ({
  tenant_id: config.tenant_id,
  company_name: config.branding.company_name,
  is_active: config.is_active,
  archived_at: config.archived_at,
});

/** What the lists show of one business; null when it is not found. */
export async function findCard(tenantId: string): Promise<BusinessCard | null> {
  const found = await get<BusinessList>("/api/tenants", {
    search: tenantId,
    include_inactive: true,
    include_archived: true,
    limit: 500,
  });
  return found.tenants.find((card) => card.tenant_id === tenantId) ?? null;
}

/** The start screen, the switcher and the mode follow what was done here. */
export async function refreshShared(): Promise<void> {
  await load().catch(() => undefined);
}

/** Switches it on or off; the new configuration, or null when it was not done. */
export async function setActive(of: Named, active: boolean): Promise<TenantConfig | null> {
  const sure =
    active ||
    (await confirm({
      title: t("business.deactivateTitle", { name: of.company_name }),
      text: t("business.deactivateText"),
      yes: t("business.deactivate"),
    }));
  if (!sure) return null;
  const config = await act(of, active ? "activate" : "deactivate");
  if (!config) return null;
  if (config.is_active !== active) toast(t("business.stateFixed"), { tone: "bad" });
  else
    toast(t(active ? "business.activated" : "business.deactivated", { name: of.company_name }), {
      action: active ? undefined : undo(() => setActive(of, true)),
    });
  return config;
}

/** Puts it away or takes it out again. */
export async function setArchived(of: Named, archived: boolean): Promise<TenantConfig | null> {
  const sure =
    !archived ||
    (await confirm({
      title: t("business.archiveTitle", { name: of.company_name }),
      text: t("business.archiveText"),
      yes: t("business.archive"),
    }));
  if (!sure) return null;
  const config = await act(of, archived ? "archive" : "restore");
  if (!config) return null;
  toast(t(archived ? "business.archived" : "business.restored", { name: of.company_name }), {
    action: archived ? undo(() => setArchived(of, false)) : undefined,
  });
  return config;
}

/** Makes a consistent copy of its file and hands it to the person. */
export async function exportBusiness(of: Pick<Named, "tenant_id">): Promise<void> {
  try {
    const made = await post<Download>(tenantPath(of.tenant_id, "export"));
    const size = bytes(made.size_bytes);
    const path = await saveDownload(made.download, made.file_name);
    if (path) toast(t("business.exportedTo", { path, size }));
    else if (!inWindow) toast(t("business.exported", { file: made.file_name, size }));
  } catch (thrown) {
    toastError(thrown);
  }
}

async function act(
  of: Named,
  verb: "activate" | "deactivate" | "archive" | "restore",
): Promise<TenantConfig | null> {
  try {
    const config = await post<TenantConfig>(tenantPath(of.tenant_id, verb));
    await refreshShared();
    return config;
  } catch (thrown) {
    toastError(thrown);
    return null;
  }
}

/** Lists listen for this: an undo in a toast may come when they are long loaded. */
export const acted = new EventTarget();

const undo = (run: () => Promise<unknown>) => ({
  label: t("business.undo"),
  run: async () => {
    await run();
    acted.dispatchEvent(new Event("undone"));
  },
});

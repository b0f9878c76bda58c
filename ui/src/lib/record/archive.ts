// Out of the lists and back again, with a way to think better of it.
import { post } from "$lib/api";
import { t } from "$lib/messages";
import { currentTenantId } from "$lib/router.svelte";
import { toast, toastError } from "$lib/toast.svelte";

type Archivable = { id: number; name: string; archived_at: string | null };

/**
 * Archives or restores a record ("/api/parties"), tells of it with an undo, and answers the record as it is
 * now; null when it was refused. `changed` hears of the undo too.
 */
export async function toggleArchive<S extends Archivable>(
  path: string,
  record: Archivable,
  changed: (record: S) => unknown,
): Promise<void> {
  const tenant = currentTenantId();
  const away = record.archived_at === null;
  try {
    const now = await post<S>(`${path}/${record.id}/${away ? "archive" : "restore"}`);
    changed(now);
    const text = { name: record.name };
    toast(away ? t("record.archiveDone", text) : t("record.restoreDone", text), {
      action: {
        label: t("record.undo"),
        run: () => {
          if (currentTenantId() === tenant) void undo(path, record, away, changed);
        },
      },
    });
  } catch (error) {
    toastError(error);
  }
}

async function undo<S>(path: string, record: Archivable, away: boolean, changed: (record: S) => unknown) {
  try {
    changed(await post<S>(`${path}/${record.id}/${away ? "restore" : "archive"}`));
  } catch (error) {
    toastError(error);
  }
}

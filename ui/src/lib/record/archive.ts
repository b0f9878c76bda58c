// Out of the lists and back again, with a way to think better of it.
import { post } from "$lib/api";
import { count } from "$lib/format";
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

/**
 * Archives many records, or restores them when all of them are archived; tells of it with one undo. `changed`
 * hears of the end and of the undo.
 */
export async function toggleArchiveOfMany(
  path: string,
  records: Archivable[],
  changed: () => unknown,
): Promise<void> {
  const tenant = currentTenantId();
  const away = records.some((record) => record.archived_at === null);
  const meant = records.filter((record) => (record.archived_at === null) === away);
  if (meant.length === 0) return;
  const done = await each(path, meant, away);
  changed();
  if (done.length === 0) return;
  toast(told(done, away), {
    action: {
      label: t("record.undo"),
      run: async () => {
        if (currentTenantId() !== tenant) return;
        await each(path, done, !away);
        changed();
      },
    },
  });
}

function told(done: Archivable[], away: boolean): string {
  const [only] = done;
  if (only && done.length === 1)
    return t(away ? "record.archiveDone" : "record.restoreDone", { name: only.name });
  return t(away ? "record.manyArchived" : "record.manyRestored", { count: count(done.length) });
}

/** One after the other; answers those that went, and tells of the first that did not. */
async function each(path: string, records: Archivable[], away: boolean): Promise<Archivable[]> {
  const done: Archivable[] = [];
  try {
    for (const record of records) {
      await post(`${path}/${record.id}/${away ? "archive" : "restore"}`);
      done.push(record);
    }
  } catch (error) {
    toastError(error);
  }
  return done;
}

async function undo<S>(path: string, record: Archivable, away: boolean, changed: (record: S) => unknown) {
  try {
    changed(await post<S>(`${path}/${record.id}/${away ? "restore" : "archive"}`));
  } catch (error) {
    toastError(error);
  }
}

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

/** How far something with many records is, and the wish to stop it. */
export type Going = { done: number; readonly total: number; stopped: boolean };

/**
 * Archives many records, or restores them when all of them are archived; tells of it with one undo. `changed`
 * hears of the end and of the undo, `begins` of the work as it goes.
 */
export async function toggleArchiveOfMany(
  path: string,
  records: Archivable[],
  changed: () => unknown,
  begins: (total: number) => Going,
): Promise<void> {
  const tenant = currentTenantId();
  const away = records.some((record) => record.archived_at === null);
  const meant = records.filter((record) => (record.archived_at === null) === away);
  if (meant.length === 0) return;
  const done = await inParts(path, meant, away, begins(meant.length));
  changed();
  if (done.length === 0) return;
  toast(told(done, away), {
    action: {
      label: t("record.undo"),
      run: async () => {
        if (currentTenantId() !== tenant) return;
        await inParts(path, done, !away, begins(done.length));
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

/** As many as one request takes. */
const PART = 500;

/** Part after part, each of them whole or not at all; answers those that went, and tells of what did not. */
async function inParts(
  path: string,
  records: Archivable[],
  archived: boolean,
  going: Going,
): Promise<Archivable[]> {
  const moved = new Set<number>();
  try {
    while (going.done < records.length && !going.stopped) {
      const part = records.slice(going.done, going.done + PART).map(({ id }) => id);
      const { ids } = await post<{ ids: number[] }>(`${path}/archive`, { ids: part, archived });
      for (const id of ids) moved.add(id);
      going.done += part.length;
    }
  } catch (error) {
    toastError(error);
  }
  return records.filter(({ id }) => moved.has(id));
}

async function undo<S>(path: string, record: Archivable, away: boolean, changed: (record: S) => unknown) {
  try {
    changed(await post<S>(`${path}/${record.id}/${away ? "restore" : "archive"}`));
  } catch (error) {
    toastError(error);
  }
}

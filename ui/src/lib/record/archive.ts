// Out of the lists and back again, with a way to think better of it.
import { post, request } from "$lib/api";
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
export type Going = { done: number; readonly total: number | null; stopped: boolean };

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
  const job = { tenant, path, archived: away };
  const done = await inParts(job, meant, begins(meant.length));
  changed();
  if (done.length === 0) return;
  const undo = async () => {
    if (currentTenantId() !== tenant) return;
    await inParts({ ...job, archived: !away }, done, begins(done.length));
    changed();
  };
  // What could be undone in one business is not offered in another.
  const action = currentTenantId() === tenant ? { label: t("record.undo"), run: undo } : undefined;
  toast(told(done, away), { action });
}

function told(done: Archivable[], away: boolean): string {
  const [only] = done;
  if (only && done.length === 1)
    return t(away ? "record.archiveDone" : "record.restoreDone", { name: only.name });
  return t(away ? "record.manyArchived" : "record.manyRestored", { count: count(done.length) });
}

/** As many as one request takes. */
const PART = 500;

/**
 * Part after part, each of them whole or not at all, in the business it was begun in, whichever is on the screen
 * meanwhile; answers those that went, and tells of what did not.
 */
async function inParts(
  job: { tenant: string | null; path: string; archived: boolean },
  records: Archivable[],
  going: Going,
): Promise<Archivable[]> {
  const { tenant, path, archived } = job;
  const moved = new Set<number>();
  try {
    while (going.done < records.length && !going.stopped) {
      const ids = records.slice(going.done, going.done + PART).map(({ id }) => id);
      const body = { ids, archived };
      const part = await request<{ ids: number[] }>(`${path}/archive`, { method: "POST", body, tenant });
      for (const id of part.ids) moved.add(id);
      going.done += ids.length;
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

// One entry of the edit log as a person would tell it.
import { t } from "$lib/messages";
import type { HistoryEntry } from "$lib/types";
import { changes, type Vocabulary } from "./changes";

/** The lines of an entry; never empty. */
export function tell(entry: HistoryEntry, words: Vocabulary): string[] {
  const verb = entry.operation.split(".").at(-1) ?? entry.operation;
  const told = changes(entry.before, entry.after, words);
  const own = words.operations?.[verb];
  if (own) return own(entry, told);
  if (verb === "archive") return [t("history.archived")];
  if (verb === "restore") return [t("history.restored")];
  if (!entry.before) return [t("history.created")];
  return told.length > 0 ? told : [t("history.updated")];
}

/** Who, and through which door; until people sign in only the door tells anything. */
export function authorOf(entry: HistoryEntry): string {
  const door = DOORS[entry.door]?.() ?? entry.door;
  return entry.who === "system" || !entry.who ? door : t("history.by", { who: entry.who, door });
}

const DOORS: Record<string, () => string> = {
  window: () => t("history.window"),
  http: () => t("history.http"),
  "command line": () => t("history.commandLine"),
  program: () => t("history.program"),
};

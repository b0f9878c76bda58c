// What happened to a record, in words: two states of it in, "GSTIN from … to …" out. Which fields there are
// and how they are called each feature says in its vocabulary; what is not in it is not told.
import { t } from "$lib/messages";
import type { HistoryEntry } from "$lib/types";
import { at, same } from "./path";

type Values = Record<string, unknown>;
export type FieldWords = { label: string; show?: (value: unknown) => string };
export type ListWords = {
  /** "Address" */
  one: string;
  /** How an item is told from the others: its label, its city. */
  name: (item: Values) => string;
  fields: Record<string, FieldWords>;
};
export type Vocabulary = {
  fields: Record<string, FieldWords>;
  lists?: Record<string, ListWords>;
  /** What is told of an operation ("merge"), in place of the differences or before them. */
  operations?: Record<string, (entry: HistoryEntry, differences: string[]) => string[]>;
};

/** The differences of two states, one sentence each, in the vocabulary's order. */
export function changes(before: Values | null, after: Values | null, words: Vocabulary): string[] {
  if (!before || !after) return [];
  const told = fieldChanges(before, after, words.fields);
  for (const [key, list] of Object.entries(words.lists ?? {})) {
    told.push(...listChanges(itemsOf(before, key), itemsOf(after, key), list));
  }
  return told;
}

function fieldChanges(before: Values, after: Values, fields: Record<string, FieldWords>): string[] {
  return Object.entries(fields).flatMap(([key, { label, show = String }]) => {
    const [old, now] = [at(before, key), at(after, key)];
    if (same(old ?? null, now ?? null) || (isEmpty(old) && isEmpty(now))) return [];
    if (isLong(old) || isLong(now)) return [t("changes.rewritten", { label })];
    if (isEmpty(old)) return [t("changes.set", { label, now: show(now) })];
    if (isEmpty(now)) return [t("changes.cleared", { label, old: show(old) })];
    return [t("changes.fromTo", { label, ...marked(show(old), show(now)) })];
  });
}

/** Names of several words stand in quotes, so that one sees where they end. */
function marked(old: string, now: string): { old: string; now: string } {
  if (!/\s/.test(old) && !/\s/.test(now)) return { old, now };
  return { old: `“${old}”`, now: `“${now}”` };
}

function listChanges(before: Values[], after: Values[], words: ListWords): string[] {
  const told: string[] = [];
  const left = [...before];
  const fresh: Values[] = [];
  for (const item of after) {
    const found = left.findIndex((old) => isSameItem(old, item, words));
    const old = found < 0 ? undefined : left.splice(found, 1)[0];
    if (!old) fresh.push(item);
    else told.push(...itemChanges(old, item, words));
  }
  // An item in the place of another: changed, where the file gives its rows new numbers at each save.
  while (left.length > 0 && fresh.length > 0 && after.every((item) => item["id"] === undefined)) {
    told.push(...itemChanges(left.shift() ?? {}, fresh.shift() ?? {}, words));
  }
  told.push(...fresh.map((item) => t("changes.added", { one: words.one, name: words.name(item) })));
  told.push(...left.map((item) => t("changes.removed", { one: words.one, name: words.name(item) })));
  return told;
}

function itemChanges(before: Values, after: Values, words: ListWords): string[] {
  const name = words.name(after);
  return fieldChanges(before, after, words.fields).map((change) =>
    t("changes.item", { one: words.one, name, change }),
  );
}

function isSameItem(one: Values, other: Values, words: ListWords): boolean {
  if (one["id"] !== undefined && other["id"] !== undefined) return one["id"] === other["id"];
  return words.name(one) === words.name(other);
}

function itemsOf(record: Values, key: string): Values[] {
  const items = record[key];
  return Array.isArray(items) ? (items as Values[]) : [];
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
const isLong = (value: unknown) => typeof value === "string" && (value.length > 60 || value.includes("\n"));

// What is wrong in one person or address, each complaint once, in the order of its inputs.
import type { RecordForm } from "$lib/record";
import type { Party } from "$lib/types";
import type { PartyForm } from "./shape";

export function rowProblems(
  record: RecordForm<PartyForm, Party>,
  list: "contacts" | "addresses",
  index: number,
): string[] {
  const row = record.form[list][index];
  const names = row ? Object.keys(row) : [];
  const told = names.map((name) => record.problem(`${list}.${index}.${name}`));
  return [...new Set(told.filter((problem) => problem !== undefined))];
}

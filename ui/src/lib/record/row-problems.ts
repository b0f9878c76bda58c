// What is wrong in one line of a form, each complaint once, in the order of its inputs.
import type { RecordForm, Saved } from "./record-form.svelte";

export function rowProblems<F extends object, S extends Saved>(
  record: RecordForm<F, S>,
  list: keyof F & string,
  index: number,
): string[] {
  const row = (record.form[list] as unknown as object[])[index];
  const names = row ? Object.keys(row) : [];
  const told = names.map((name) => record.problem(`${list}.${index}.${name}`));
  return [...new Set(told.filter((problem) => problem !== undefined))];
}

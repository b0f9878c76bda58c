// Which column of a file means which field: pure, so that it can be tried without a file.
import type { ExistingRows, ImportColumn, ImportField } from "$lib/types";

export type Mapping = Record<string, number | null>;

/** One column to one field: chosen for this, it is taken from whoever had it. */
export function chosen(mapping: Mapping, field: string, column: number | null): Mapping {
  const others = Object.entries(mapping).map(([key, at]) => [key, at === column ? null : at] as const);
  return { ...Object.fromEntries(column === null ? Object.entries(mapping) : others), [field]: column };
}

/** The mapping of one file for another with the same headings; columns may have moved. */
export function carried(mapping: Mapping, before: ImportColumn[], now: ImportColumn[]): Mapping {
  const moved = Object.entries(mapping).map(([field, index]) => {
    const heading = before.find((column) => column.index === index)?.heading;
    const column = heading && now.find((each) => plain(each.heading) === plain(heading));
    return [field, column ? column.index : null] as const;
  });
  return Object.fromEntries(moved);
}

/** Fields that must be in the file and have no column yet. To update what is here already, any one column will do. */
export function missing(fields: ImportField[], mapping: Mapping, existing: ExistingRows): ImportField[] {
  const isSomething = Object.values(mapping).some((column) => column !== null);
  if (existing === "update" && isSomething) return [];
  return fields.filter((field) => field.required && (mapping[field.key] ?? null) === null);
}

/** Columns that nothing is taken from. */
export const leftOut = (columns: ImportColumn[], mapping: Mapping): ImportColumn[] =>
  columns.filter((column) => !column.further && !Object.values(mapping).includes(column.index));

/** What must be there first, otherwise as the program names them. */
export const inOrder = (fields: ImportField[]): ImportField[] => [
  ...fields.filter((field) => field.required),
  ...fields.filter((field) => !field.required),
];

/** Does the column say in its own words what the field is? Then the match is no guess. */
export const isSure = (field: ImportField, column: ImportColumn): boolean =>
  [field.label, field.key].some((name) => plain(name) === plain(column.heading));

const plain = (text: string) => text.toLowerCase().replace(/[\s_().:*-]+/g, "");

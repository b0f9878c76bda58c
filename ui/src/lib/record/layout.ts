// Which columns a list shows, and in what order, as a person chose them.
import type { Column } from "$lib/ui";

export type Layout = { order: string[]; hidden: string[] };

/** All columns in the person's order; one that came later stands where it stood beside its neighbours. */
export function ordered<Row>(columns: Column<Row>[], layout: Layout | null): Column<Row>[] {
  if (!layout) return columns;
  const keys = layout.order.filter((key) => columns.some((column) => column.key === key));
  columns.forEach(({ key }, i) => {
    if (keys.includes(key)) return;
    const before = columns[i - 1]?.key;
    keys.splice(before ? keys.indexOf(before) + 1 : 0, 0, key);
  });
  return keys.flatMap((key) => columns.filter((column) => column.key === key));
}

export const isShown = <Row>(column: Column<Row>, layout: Layout | null): boolean =>
  column.always ||
  (layout && (layout.order.includes(column.key) || layout.hidden.includes(column.key))
    ? !layout.hidden.includes(column.key)
    : !column.optional);

/** What is drawn. A column that a person chose is drawn however narrow the table is. */
export const shown = <Row>(columns: Column<Row>[], layout: Layout | null): Column<Row>[] =>
  ordered(columns, layout)
    .filter((column) => isShown(column, layout))
    .map((column) => (layout ? { ...column, hideBelow: undefined } : column));

/** The layout with one column shown or not. */
export function toggled<Row>(columns: Column<Row>[], layout: Layout | null, key: string): Layout {
  const all = ordered(columns, layout);
  const hidden = all.filter((column) => isShown(column, layout) === (column.key === key));
  return { order: all.map((column) => column.key), hidden: hidden.map((column) => column.key) };
}

/** The layout with one column `step` places further. */
export function moved<Row>(columns: Column<Row>[], layout: Layout | null, key: string, step: number): Layout {
  const all = ordered(columns, layout);
  const order = all.map((column) => column.key).filter((other) => other !== key);
  const from = all.findIndex((column) => column.key === key);
  order.splice(Math.max(0, Math.min(from + step, order.length)), 0, key);
  const hidden = all.filter((column) => !isShown(column, layout)).map((column) => column.key);
  return { order, hidden };
}

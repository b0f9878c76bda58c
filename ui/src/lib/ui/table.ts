// What a table is made of: its columns, which of many rows are drawn, and its cells as text to be taken along.
import type { Snippet } from "svelte";

export type Column<Row> = {
  key: string;
  label: string;
  /** Figures: flush right, tabular. */
  numeric?: boolean;
  /** The name the server sorts by; left out: not sortable. */
  sort?: string;
  /** A share of the width, as in CSS: "30%", "120px"; left out: what the others leave. */
  width?: string;
  /** Left out below this width of the table, in pixels, as long as nobody chose the columns. */
  hideBelow?: number;
  /** The plain words of a cell … */
  text?: (row: Row) => string | null | undefined;
  /** … its drawing … */
  cell?: Snippet<[Row]>;
  /** … and what is copied of it, where that is not its words: figures without their signs. */
  copy?: (row: Row) => string | null | undefined;
  /** What an export calls it, where that is not its key. */
  field?: string;
  /** Quieter than the rest. */
  muted?: boolean;
  /** Shown only when a person chose it. */
  optional?: boolean;
  /** Always shown: the name that a row is known by. */
  always?: boolean;
};

/** Rows that can be marked, by Space, Shift or in their box. */
export type Marks<Row> = {
  readonly size: number;
  has: (row: Row) => boolean;
  /** What the box of a row is called. */
  label: (row: Row) => string;
  /** Marks one or takes its mark away; the next stretch begins here. */
  toggle: (row: Row) => unknown;
  /** Marks all from the row marked last to this one. */
  upTo: (row: Row, rows: Row[]) => unknown;
  /** Marks all of these, or none when all are marked. */
  all: (rows: Row[]) => unknown;
  clear: () => unknown;
};

/** What stands in a long table's body: a row, or the room of rows that are not drawn. */
export type Drawn = { index: number } | { gap: number; nth: number };

/** Rows beyond which only those near the view are drawn. */
export const MANY = 40;

/** Rows `from` to `to` (not included) and the one under the cursor, with room for the rest. */
export function drawn(count: number, from: number, to: number, cursor: number): Drawn[] {
  const pieces: Drawn[] = [];
  let next = 0;
  let gaps = 0;
  const skip = (to: number) => {
    if (to > next) pieces.push({ gap: to - next, nth: gaps++ });
    next = Math.max(next, to);
  };
  const draw = (start: number, end: number) => {
    skip(start);
    for (let index = Math.max(start, next); index < end; index += 1) pieces.push({ index });
    next = Math.max(next, end);
  };
  if (cursor < from) draw(cursor, cursor + 1);
  draw(Math.min(from, count), Math.min(to, count));
  if (cursor >= to && cursor < count) draw(cursor, cursor + 1);
  skip(count);
  return pieces;
}

/** The width of each column: shares of the whole always sum up to it, whichever columns are shown. */
export function widths<Row>(columns: Column<Row>[]): (string | undefined)[] {
  const shares = columns.map(({ width }) => (width?.endsWith("%") ? parseFloat(width) : 0));
  const sum = shares.reduce((all, share) => all + share, 0);
  const fills = columns.some(({ width }) => !width);
  if (fills || sum === 0) return columns.map(({ width }) => width);
  return columns.map(({ width }, i) => (shares[i] ? `${((shares[i] ?? 0) * 100) / sum}%` : width));
}

/** The least width at which every column can be read, in pixels. */
export const leastWidth = <Row>(columns: Column<Row>[]): number =>
  columns.reduce((sum, { width, always }) => {
    if (width?.endsWith("px")) return sum + parseFloat(width);
    return sum + (always ? 170 : 84);
  }, 0);

/** Rows as a spreadsheet takes them from the clipboard: tabs between cells, a line for each row, the labels first. */
export function asTsv<Row>(columns: Column<Row>[], rows: Row[]): string {
  const lines = rows.map((row) => columns.map(({ copy, text }) => harmless((copy ?? text)?.(row) ?? "")));
  return [columns.map(({ label }) => harmless(label)), ...lines].map((cells) => cells.join("\t")).join("\n");
}

/** A cell may neither break out of its place nor become a formula. */
function harmless(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, " ").trim();
  return /^[=@]|^[+-](?!\s?[\d.])/.test(line) ? `'${line}` : line;
}

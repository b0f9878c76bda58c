import { expect, it } from "vitest";
import { asTsv, drawn, leastWidth, widths, type Column } from "./table";

type Row = { name: string; price: string | null };
const column = (key: string, more: Partial<Column<Row>> = {}): Column<Row> => ({ key, label: key, ...more });

it("draws the rows in view, and room for the others", () => {
  expect(drawn(1000, 100, 103, 101)).toEqual([
    { gap: 100, nth: 0 },
    { index: 100 },
    { index: 101 },
    { index: 102 },
    { gap: 897, nth: 1 },
  ]);
  expect(drawn(3, 0, 40, 0)).toEqual([{ index: 0 }, { index: 1 }, { index: 2 }]);
  expect(drawn(0, 0, 40, 0)).toEqual([]);
});

it("keeps the row under the cursor wherever one scrolls", () => {
  const above = drawn(1000, 100, 101, 7);
  expect(above).toEqual([
    { gap: 7, nth: 0 },
    { index: 7 },
    { gap: 92, nth: 1 },
    { index: 100 },
    { gap: 899, nth: 2 },
  ]);
  const below = drawn(1000, 100, 101, 999);
  expect(below.at(-1)).toEqual({ index: 999 });
  for (const pieces of [above, below]) {
    const room = pieces.reduce((sum, piece) => sum + ("gap" in piece ? piece.gap : 1), 0);
    expect(room).toBe(1000);
  }
});

it("fills the width with whatever columns are shown", () => {
  expect(widths([column("a", { width: "30%" }), column("b", { width: "10%" })])).toEqual(["75%", "25%"]);
  expect(widths([column("a"), column("b", { width: "20%" })])).toEqual([undefined, "20%"]);
  expect(leastWidth([column("a", { always: true }), column("b", { width: "120px" })])).toBe(290);
});

it("copies what a spreadsheet understands, and nothing that it would run", () => {
  const columns = [
    column("Name", { text: (row) => row.name }),
    column("Price", { text: (row) => `₹${row.price}`, copy: (row) => row.price }),
  ];
  const rows = [
    { name: "Bolt\tM8\nzinc", price: "1180.00" },
    { name: '=HYPERLINK("x")', price: null },
    { name: "-5 °C gel", price: "-2.50" },
    { name: "+cmd", price: "0" },
  ];
  expect(asTsv(columns, rows).split("\n")).toEqual([
    "Name\tPrice",
    "Bolt M8 zinc\t1180.00",
    `'=HYPERLINK("x")\t`,
    "-5 °C gel\t-2.50",
    "'+cmd\t0",
  ]);
});

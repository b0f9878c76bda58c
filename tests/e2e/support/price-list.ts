// A price list as it comes on a stick: five thousand rows in Windows-1252 under a title, most of them right in one of the
// ways people write, some of them wrong; and what each row is once it is read.
import { csv, windows1252, type Sent } from "./files";

export const ROWS = 5000;
const HEADINGS = ["S.No", "Item Description", "Part no.", "Rate (Rs.)", "GST %", "HSN/SAC", "UOM", "Rack"];
/** The number of the headings' row; the rows follow it. */
const HEADER = 3;

/** A product as it is to stand in the program. */
export type Item = {
  name: string;
  code: string;
  price: string;
  gst: string;
  hsn: string;
  unit: string;
};

/** Product `i`, from 1. The last is the one that is looked for: no other has “qua” in it. */
export const item = (i: number): Item => ({
  name: i === ROWS ? 'Quartz clock, 12" “Jaipur” – brass' : `${THINGS[i % THINGS.length]} No. ${i}`,
  code: `VH-${String(i).padStart(5, "0")}`,
  price: i === ROWS ? "118000.50" : `${(i % 900) + 1}.${i % 2 ? "25" : "00"}`,
  gst: i === ROWS ? "18" : (["5", "40", "18", "0"][i % 4] as string),
  hsn: i === ROWS ? "910521" : (["73181500", "0902", "391723"][i % 3] as string),
  unit: ["NOS", "BOX", "KGS"][i % 3] as string,
});
const THINGS = ["Hex bolt – zinc", "Washer, 6 mm × 1½", "Café filter", 'PVC pipe 1/2"', "“Superfine” emery"];

/** The cells of a row that is right, dressed in one way or another. */
function dressed(i: number): string[] {
  const { name, code, price, gst, hsn, unit } = item(i);
  const names = [name, ` ${name}  `, name];
  const prices = [price, `Rs. ${price}`, `${grouped(price)}/-`, ` ${price} `, `INR ${grouped(price)}`];
  const rates = [gst, `${gst}%`, `GST @ ${gst} %`, gst === "18" ? "0.18" : gst];
  const codes = [hsn, hsn.length === 8 ? `${hsn.slice(0, 4)} ${hsn.slice(4, 6)} ${hsn.slice(6)}` : hsn];
  const units = {
    NOS: ["Nos", "each", "NOS"],
    BOX: ["Box", "bx", "BOX"],
    KGS: ["kg", "Kilo", "KGS"],
  }[unit] as string[];
  const of = (ways: string[], step: number) => ways[Math.floor(i / step) % ways.length] as string;
  return [
    String(i),
    of(names, 7),
    code,
    of(prices, 3),
    of(rates, 5),
    of(codes, 11),
    of(units, 2),
    `R${i % 40}`,
  ];
}
/** `118000.50` as `1,18,000.50`. */
const grouped = (price: string) => {
  const [whole = "", part] = price.split(".");
  const head = whole.slice(0, -3).replace(/\B(?=(\d\d)+$)/g, ",");
  return `${head ? `${head},` : ""}${whole.slice(-3)}.${part}`;
};

const COLUMN = { name: 1, code: 2, price: 3, gst: 4, hsn: 5, unit: 6 } as const;
type Mistake = { i: number; field: keyof Item; cell: string };
/** What is wrong: which product, which of its cells, and what stands there. */
export const mistakes: Mistake[] = [
  { i: 14, field: "price", cell: "ask at the counter" },
  { i: 77, field: "name", cell: "" },
  { i: 402, field: "gst", cell: "eighteen" },
  { i: 1203, field: "gst", cell: "180" },
  { i: 2500, field: "hsn", cell: "73I815OO" }, // letters for digits
  { i: 2501, field: "price", cell: "12,50" },
  { i: 3333, field: "code", cell: item(3332).code },
  { i: 4100, field: "unit", cell: "bagful" },
  { i: 4999, field: "price", cell: "-7.25" },
];
/** The row of the file in which product `i` stands. */
export const rowOf = (i: number): number => HEADER + i;
/** Where a mistake stands in the workbook that is given back: its first column says what is wrong. */
export const cellOf = ({ i, field }: Mistake): string => `${"ABCDEFGH"[COLUMN[field] + 1]}${rowOf(i)}`;

export function dirtyPriceList(): Sent {
  const rows = Array.from({ length: ROWS }, (_, at) => dressed(at + 1));
  for (const { i, field, cell } of mistakes) rows[i - 1]![COLUMN[field]] = cell;
  const title = ["Vishwakarma Hardware – prices from 1 November 2026"];
  return csv("Price list Nov 26.csv", [title, [""], HEADINGS, ...rows], windows1252);
}

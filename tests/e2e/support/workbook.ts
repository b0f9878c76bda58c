// A look into workbooks, and hands that mend their cells: enough of the zip format to take one apart and pack it anew.
import zlib from "node:zlib";

/** The parts of a workbook (a zip archive) by their names. */
export function parts(workbook: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  let end = workbook.length - 22;
  while (workbook.readUInt32LE(end) !== 0x06054b50) end -= 1;
  let at = workbook.readUInt32LE(end + 16);
  for (let left = workbook.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [workbook.readUInt16LE(at + 10), workbook.readUInt32LE(at + 20)];
    const lengths = [28, 30, 32].map((offset) => workbook.readUInt16LE(at + offset));
    const local = workbook.readUInt32LE(at + 42);
    const name = workbook.toString("utf8", at + 46, at + 46 + (lengths[0] ?? 0));
    const begins = local + 30 + workbook.readUInt16LE(local + 26) + workbook.readUInt16LE(local + 28);
    const raw = workbook.subarray(begins, begins + size);
    found.set(name, method === 8 ? zlib.inflateRawSync(raw) : Buffer.from(raw));
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return found;
}

/** A workbook of these parts, packed anew without compression. */
export function packed(all: Map<string, Buffer>): Buffer {
  const files: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, data] of all) {
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2); // names are UTF-8
    head.writeUInt16LE(0x21, 8); // the first of January 1980
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([mark(0x04034b50), head, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([mark(0x02014b50), Buffer.from([20, 0]), head, tail, Buffer.from(name)]));
    files.push(file);
    at += file.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(all.size, 4);
  end.writeUInt16LE(all.size, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, directory, mark(0x06054b50), end]);
}

/** The words that stand in a workbook's cells. */
export const words = (workbook: Buffer): string =>
  [...parts(workbook)]
    .filter(([name]) => /sharedStrings|worksheets\/sheet/.test(name))
    .map(([, data]) => data.toString("utf8"))
    .join("\n");

/** What stands in the rows of a workbook's first sheet: a cell's text, or its figure as it is kept. */
export function grid(workbook: Buffer): string[][] {
  const all = parts(workbook);
  const said = (xml: string) =>
    [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => plain(text ?? "")).join("");
  const shared = [...text(all, "xl/sharedStrings.xml").matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml]) =>
    said(xml ?? ""),
  );
  const rows: string[][] = [];
  for (const [, letters = "", row, about, inside = ""] of text(all, SHEET).matchAll(CELL)) {
    const value = /<v>([^<]*)<\/v>/.exec(inside)?.[1] ?? "";
    const cell = about?.includes('t="s"')
      ? shared[Number(value)]
      : inside.includes("<is>")
        ? said(inside)
        : value;
    (rows[Number(row) - 1] ??= [])[column(letters)] = cell ?? "";
  }
  return Array.from(rows, (cells) => Array.from(cells ?? [], (cell) => cell ?? ""));
}

/** The workbook with other texts in some cells of its first sheet, by their names ("C18"), as a person types them. */
export function typedInto(workbook: Buffer, cells: Record<string, string>): Buffer {
  const all = parts(workbook);
  const sheet = text(all, SHEET).replace(CELL, (whole, letters: string, row: string, about: string) => {
    const typed = cells[letters + row];
    if (typed === undefined) return whole;
    const look = about.replace(/ t="\w+"/, "");
    return `<c r="${letters}${row}"${look} t="inlineStr"><is><t xml:space="preserve">${escaped(typed)}</t></is></c>`;
  });
  return packed(all.set(SHEET, Buffer.from(sheet, "utf8")));
}

const SHEET = "xl/worksheets/sheet1.xml";
const CELL = /<c r="([A-Z]+)(\d+)"((?: \w+="[^"]*")*)(?:\/>|>(.*?)<\/c>)/gs;
const text = (all: Map<string, Buffer>, name: string) => all.get(name)?.toString("utf8") ?? "";
const column = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
const MARKS: [string, string][] = [
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["&", "&amp;"], // last of all when read, first when written
];
const plain = (xml: string) => MARKS.reduce((text, [mark, name]) => text.replaceAll(name, mark), xml);
const escaped = (typed: string) =>
  MARKS.toReversed().reduce((text, [mark, name]) => text.replaceAll(mark, name), typed);

/** The workbook with some words in place of others, as a person mends cells. */
export function mended(workbook: Buffer, changes: Record<string, string>): Buffer {
  const all = parts(workbook);
  for (const [name, data] of all) {
    if (!/sharedStrings|worksheets\/sheet/.test(name)) continue;
    let text = data.toString("utf8");
    for (const [wrong, right] of Object.entries(changes)) text = text.replaceAll(`>${wrong}<`, `>${right}<`);
    all.set(name, Buffer.from(text, "utf8"));
  }
  return packed(all);
}

function mark(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}

function crc32(data: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of data) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
const TABLE = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

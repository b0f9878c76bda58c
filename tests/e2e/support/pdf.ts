// The words of a PDF: its streams unpacked, its glyphs turned back into letters by the tables it carries for that.
import zlib from "node:zlib";

/** What is written in the paper, read once with each font's own table: words stand whole where that is their font. */
export function readings(pdf: Buffer): string[] {
  const streams = unpacked(pdf);
  const pages = streams.filter((stream) => /\bT[jJ]\b/.test(stream));
  return streams
    .filter((stream) => stream.includes("begincmap"))
    .map(tableOf)
    .map((table) => pages.map((page) => said(page, table)).join("\n"));
}

/** How many pages there are. */
export const pagesOf = (pdf: Buffer): number =>
  [pdf.toString("latin1"), ...unpacked(pdf)].join("\n").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

function unpacked(pdf: Buffer): string[] {
  const found: string[] = [];
  const raw = pdf.toString("latin1");
  for (const { index, 0: begin } of raw.matchAll(/stream\r?\n/g)) {
    if (raw.slice(index - 3, index) === "end") continue;
    const data = pdf.subarray(index + begin.length, raw.indexOf("endstream", index));
    try {
      found.push(zlib.inflateSync(data, { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString("latin1"));
    } catch {
      found.push(data.toString("latin1")); // not packed
    }
  }
  return found;
}

/** Glyph to letters, both as hexadecimal. */
function tableOf(cmap: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const [, part = ""] of cmap.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, glyph = "", letters = ""] of part.matchAll(/<(\w+)>\s*<(\w+)>/g))
      table.set(glyph.toLowerCase(), utf16(letters));
  for (const [, part = ""] of cmap.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from = "", to = "", letters = ""] of part.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let glyph = parseInt(from, 16), at = 0; glyph <= parseInt(to, 16); glyph += 1, at += 1)
        table.set(hex(glyph, from.length), utf16(hex(parseInt(letters, 16) + at, letters.length)));
  return table;
}
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
const utf16 = (letters: string) => Buffer.from(letters, "hex").swap16().toString("utf16le");

/** Each array of strings that is shown is a line; numbers between the strings only push letters nearer. */
function said(page: string, table: Map<string, string>): string {
  const lines = [...page.matchAll(/\[((?:\((?:\\.|[^\\)])*\)|[^\]([])*)\]\s*TJ/gs)];
  return lines.map(([, line = ""]) => letters(line, table)).join("\n");
}
function letters(line: string, table: Map<string, string>): string {
  const strings = [...line.matchAll(/\(((?:\\.|[^\\)])*)\)/gs)].map(([, string = ""]) => string);
  const bytes = strings
    .join("")
    .replace(/\\([0-7]{1,3}|.)/gs, (_, code: string) =>
      /^[0-7]/.test(code) ? String.fromCharCode(parseInt(code, 8)) : (ESCAPED[code] ?? code),
    );
  const glyphs = Buffer.from(bytes, "latin1").toString("hex").match(/..../g) ?? [];
  return glyphs.map((glyph) => table.get(glyph) ?? "\ufffd").join("");
}
const ESCAPED: Record<string, string> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
};

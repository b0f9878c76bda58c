// Files as people bring them, made by code, in the encodings that are about; and what the browser saves.
import type { Page } from "@playwright/test";
import type { Server } from "./server";

export type Sent = { name: string; mimeType: string; buffer: Buffer };

/** A CSV file of these rows, the first being its headings. */
export function csv(name: string, rows: string[][], encode: (text: string) => Buffer = utf8): Sent {
  const line = (cells: string[]) =>
    cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
  return {
    name,
    mimeType: "text/csv",
    buffer: encode(rows.map(line).join("\r\n") + "\r\n"),
  };
}
export const utf8 = (text: string) => Buffer.from(text, "utf8");
export const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
/** For text that Latin-1 can hold, Windows-1252 is the same; its dash and its quotes are put in by hand. */
export const windows1252 = (text: string) =>
  Buffer.from([...text].map((letter) => WINDOWS[letter] ?? letter.charCodeAt(0)));
const WINDOWS: Record<string, number> = {
  "€": 0x80,
  "’": 0x92,
  "“": 0x93,
  "”": 0x94,
  "–": 0x96,
};

export const HEADINGS = ["Item", "Part no.", "Rate (Rs)", "Tax %", "HSN/SAC", "Shelf"];
/** Row `i` of a price list, as it should be. */
export const priceRow = (i: number): string[] => [
  `Hex bolt M${i} × 60, zinc`,
  `FST-${String(i).padStart(5, "0")}`,
  `${(i % 900) + 1}.25`,
  ["5", "40", "18"][i % 3] as string,
  "73181500",
  `A-${i % 40}`,
];
export const priceList = (rows: number): string[][] => [
  HEADINGS,
  ...Array.from({ length: rows }, (_, i) => priceRow(i + 1)),
];

/** Chooses a file as a person does: by its key or its button, then in the system's dialog. */
export async function choose(page: Page, file: Sent, open: () => Promise<unknown>): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await open();
  await (await chooser).setFiles(file);
}

/** What a click or a key lets the browser save. */
export async function saved(page: Page, act: () => Promise<unknown>): Promise<Sent> {
  const waiting = page.waitForEvent("download");
  await act();
  const download = await waiting;
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return {
    name: download.suggestedFilename(),
    mimeType: "application/octet-stream",
    buffer: Buffer.concat(chunks),
  };
}

type Json = Record<string, unknown>;
type Begun = Json & { id: string; state: string };

/** A file brought as far as `until` without the screens; the import's id. */
export async function brought(
  server: Server,
  tenant: string,
  kind: string,
  file: Sent,
  until: "mapping" | "checked" | "done" = "mapping",
): Promise<string> {
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: BodyInit) => {
    const response = await fetch(`${server.url}/api/imports${path}`, {
      method,
      headers: { "x-tenant-id": tenant, ...headers },
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Begun;
  };
  const json = { "content-type": "application/json" };
  const begin = { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(file.name) };
  let now = await ask("POST", `?kind=${kind}`, begin, new Uint8Array(file.buffer));
  for (const step of until === "mapping" ? [] : until === "checked" ? ["check"] : ["check", "commit"]) {
    now = await ask("POST", `/${now.id}/${step}`, json, "{}");
    while (/ing$/.test(now.state)) now = await ask("GET", `/${now.id}`, {});
  }
  if (now.state !== until) throw new Error(`the import is ${now.state}: ${JSON.stringify(now)}`);
  return now.id;
}

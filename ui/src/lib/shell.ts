// What only the window can do: native dialogs, title and icon, printing, a second window. In a browser each
// has a fallback or quietly does nothing. No other file may know that Tauri exists.
import { invoke, isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { t } from "./messages";
import { language } from "./messages/language";
import { inLanguage } from "./messages/sentences";
import type { Arrival } from "./types";

export type PickedFile = { name: string; type: string; bytes: ArrayBuffer };

/** Are we in CashFlow's own window (and not in a browser)? */
export const inWindow: boolean = isTauri() || "__TAURI_INTERNALS__" in globalThis;

/** Title, icon and native menu follow the business on screen. */
export async function businessSelected(tenantId: string | null): Promise<void> {
  if (inWindow)
    await quietly(invoke("business_selected", { tenantId, language: language(), words: menuWords() }));
}

/** What stands in the native menu, but for the ways into a business: those are its trade's. */
const menuWords = () => ({
  file: t("menu.file"),
  "business.window": t("menu.new"),
  "palette.open": t("menu.switch"),
  "business.add": t("menu.add"),
  "page.print": t("menu.print"),
  "window.close": t("menu.close"),
  "window.quit": t("menu.quit"),
  go: t("menu.go"),
  view: t("menu.view"),
  "theme.light": t("menu.light"),
  "theme.dark": t("menu.dark"),
  "theme.system": t("menu.system"),
  help: t("menu.help"),
  "guide.here": t("menu.guide"),
  "keys.show": t("menu.keys"),
  about: t("menu.about"),
  "settings.open": t("menu.settings"),
  "go.start": t("menu.all"),
  "installation.open": t("menu.installation"),
});

/** The business in a window of its own; in a browser, in a tab of its own. */
export async function openBusinessWindow(tenantId: string): Promise<void> {
  if (inWindow) await ask("open_business_window", { tenantId });
  else open(`#/b/${encodeURIComponent(tenantId)}/home`, "_blank", "noopener");
}

/** A picture chosen by the person; null when they thought better of it. */
export async function pickLogo(): Promise<PickedFile | null> {
  if (!inWindow) return pickInBrowser("image/png,image/jpeg,image/webp,image/svg+xml");
  const picked = await ask<{ name: string; media_type: string; bytes: number[] } | null>("pick_logo", {});
  if (!picked) return null;
  return { name: picked.name, type: picked.media_type, bytes: new Uint8Array(picked.bytes).buffer };
}

/** A table chosen by the person. The window too takes the page's own dialog: a large file need not go through JSON. */
export const pickTable = (): Promise<PickedFile | null> =>
  pickInBrowser(
    ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  );

/** The archive of a business, chosen by the person and looked into by the window itself: it may be large. */
export const pickArchive = (watch: string): Promise<Arrival | null> =>
  ask<Arrival | null>("pick_archive", { watch });

/** The archive that the window was opened with; null when there is none, or it was asked for already. */
export const openedArchive = (watch: string): Promise<Arrival | null> =>
  ask<Arrival | null>("opened_archive", { watch });

/** Keeps a one-use download. Answers the path where the window saved it; null when refused or in a browser. */
export async function saveDownload(url: string, fileName: string): Promise<string | null> {
  if (inWindow) return ask<string | null>("save_download", { url, fileName });
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  return null;
}

/**
 * An update's file, chosen by the person. In the window it is handed to the program at once, which answers what it is;
 * in a browser it comes back as bytes, still to be sent. null when they thought better of it.
 */
export async function pickUpdate<Offer>(): Promise<{ offer: Offer } | { file: PickedFile } | null> {
  if (!inWindow) {
    const file = await pickInBrowser(".cashflow-update");
    return file && { file: { ...file, type: "application/octet-stream" } };
  }
  const offer = await ask<Offer | null>("pick_update", {});
  return offer && { offer };
}

/** Closes the window and opens the program that lies in its place by now; in a browser, nothing. */
export async function startAgain(): Promise<void> {
  if (inWindow) await ask("start_again", {});
}

export async function printPage(): Promise<void> {
  if (inWindow) await ask("print_page", {});
  else print();
}

/**
 * Clicks in this window's native menu, as command ids. (Without a target `listen` would hear every window's.) Tauri's
 * class for a window, which knows the label too, would be the largest thing on the first screen.
 */
export function onMenu(run: (commandId: string) => void): () => void {
  if (!inWindow) return () => {};
  const listening = listen<string>("menu", (event) => run(event.payload), {
    target: { kind: "WebviewWindow", label: windowLabel() },
  });
  return () => void listening.then((stop) => stop());
}

type Internals = { metadata: { currentWebview: { label: string } } };
const windowLabel = () =>
  (globalThis as unknown as { __TAURI_INTERNALS__: Internals }).__TAURI_INTERNALS__.metadata.currentWebview
    .label;

/** A file from a drop or an <input>, read into memory. */
export async function readFile(file: File): Promise<PickedFile> {
  return { name: file.name, type: file.type, bytes: await file.arrayBuffer() };
}

async function pickInBrowser(accept: string): Promise<PickedFile | null> {
  const file = await pickFile(accept);
  return file && readFile(file);
}

/** A file by the browser's own dialog, not read yet. */
export function pickFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("cancel", () => resolve(null));
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.click();
  });
}

async function quietly(promise: Promise<unknown>): Promise<void> {
  try {
    await promise;
  } catch (error) {
    console.warn("The window did not follow:", error);
  }
}

/** Asks the window; what it answers, and why it refuses, is put into the person's language. */
async function ask<T>(command: string, values: Record<string, unknown>): Promise<T> {
  try {
    return await inLanguage(await invoke<T>(command, values));
  } catch (refusal) {
    throw await inLanguage(refusal);
  }
}

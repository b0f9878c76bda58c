// A business that comes as one .cashflow file: chosen, dropped, or opened by a double-click. What is in it is shown
// by archive-file/TakeIn.svelte; nothing is taken in before a person says so.
import { asApiError, request, uploadFile, type ApiError } from "./api";
import { t } from "./messages";
import { inWindow, openedArchive, pickArchive, pickFile } from "./shell";
import { toast } from "./toast.svelte";
import type { Arrival } from "./types";

export const arriving = $state<{
  /** Which of the files that came is asked about; null while none is. */
  turn: number | null;
  fileName: string | null;
  /** The name under which it can be asked how far it is. */
  watch: string;
  arrival: Arrival | null;
  error: ApiError | null;
}>({ turn: null, fileName: null, watch: "", arrival: null, error: null });

const ENDING = ".cashflow";

/** Asks for a file, by the system's own dialog in the window. */
export async function chooseArchive(): Promise<void> {
  if (inWindow) return look(null, worded(pickArchive));
  const file = await pickFile(ENDING);
  if (file) await bringArchive(file);
}

/** A file that was dropped, or chosen in a browser. */
export async function bringArchive(file: File): Promise<void> {
  if (!file.name.toLowerCase().endsWith(ENDING)) {
    toast(t("archiveFile.wrongEnding", { file: file.name }), { tone: "bad" });
    return;
  }
  await look(file.name, (watch) => uploadFile<Arrival>(`/api/archive-files?watch=${watch}`, file));
}

/** The file that the window was opened with, if it was. */
export async function lookAtOpened(): Promise<void> {
  if (inWindow) await look(null, worded(openedArchive));
}

/** The window's answer, asked for once more: its trade's name comes in the person's language only that way. */
const worded =
  (ask: (watch: string) => Promise<Arrival | null>) =>
  async (watch: string): Promise<Arrival | null> => {
    const found = await ask(watch);
    return found && request<Arrival>(`/api/archive-files/${found.key}`, { tenant: null });
  };

/** The window tells that the file was chosen, and is being looked into. */
export const archiveBegun = (): void => begin(turns, null);

/** Closes the question; a file that was not taken in is forgotten. */
export function leaveArrival(): void {
  const left = arriving.arrival;
  Object.assign(arriving, { turn: null, fileName: null, arrival: null, error: null });
  if (left) forget(left);
}

let turns = 0;
let watch = "";
/** The last file that was said to be looked into, before it was known what is in it. */
let begun = 0;

async function look(fileName: string | null, ask: (watch: string) => Promise<Arrival | null>): Promise<void> {
  const turn = ++turns;
  watch = crypto.getRandomValues(new Uint32Array(3)).join("");
  if (fileName !== null) begin(turn, fileName);
  try {
    const arrival = await ask(watch);
    if (arrival) show(turn, { arrival });
  } catch (thrown) {
    show(turn, { error: asApiError(thrown) });
  }
}

function begin(turn: number, fileName: string | null): void {
  leaveArrival();
  begun = turn;
  Object.assign(arriving, { turn, fileName, watch });
}

/** Unless the question was left meanwhile, or another file came. */
function show(turn: number, found: { arrival: Arrival } | { error: ApiError }): void {
  if (turn !== turns || (begun === turn && arriving.turn !== turn)) {
    if ("arrival" in found) forget(found.arrival);
    return;
  }
  if (begun !== turn) leaveArrival();
  Object.assign(arriving, { turn, ...found });
}

function forget(arrival: Arrival): void {
  const path = `/api/archive-files/${arrival.key}`;
  void request(path, { method: "DELETE", tenant: null }).catch(() => undefined); // it goes by itself later
}

// The states and union territories with their GST codes, asked once.
import { get } from "$lib/api";
import { inWords } from "$lib/messages/program";
import type { StateInfo } from "$lib/types";

const ABROAD = "96";
const listed = $state<{ states: StateInfo[] }>({ states: [] });
let asked = false;

/** Asks for them unless that was done; a failure is asked again next time. */
export function loadStates(): void {
  if (asked) return;
  asked = true;
  get<{ states: StateInfo[] }>("/api/states").then(
    (answer) => (listed.states = answer.states.map(inWords)),
    () => (asked = false),
  );
}

/** Those an Indian address can have: without the code for everywhere else. */
export const states = (): StateInfo[] => listed.states.filter((state) => state.code !== ABROAD);

/** "27" → "Maharashtra"; the code itself where it is unknown. */
export const stateName = (code: string): string =>
  listed.states.find((state) => state.code === code)?.name ?? code;

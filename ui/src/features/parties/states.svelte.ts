// The states and union territories with their GST codes, asked once.
import { get } from "$lib/api";
import type { StateInfo } from "$lib/types";

const ABROAD = "96";
const known = $state<{ states: StateInfo[] }>({ states: [] });
let asked = false;

/** Asks for them unless that was done; a failure is asked again next time. */
export function loadStates(): void {
  if (asked) return;
  asked = true;
  get<{ states: StateInfo[] }>("/api/states").then(
    (answer) => (known.states = answer.states),
    () => (asked = false),
  );
}

/** Those an Indian address can have: without the code for everywhere else. */
export const states = (): StateInfo[] => known.states.filter((state) => state.code !== ABROAD);

/** "27" → "Maharashtra"; the code itself where it is unknown. */
export const stateName = (code: string): string =>
  known.states.find((state) => state.code === code)?.name ?? code;

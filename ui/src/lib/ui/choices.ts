// How one walks through a list of choices by keys: shared by Select, Combobox and Menu.
import { tick } from "svelte";

/** Where a key leads from `at` in a list of `count`; null: the key does not walk. */
export function walked(key: string, at: number, count: number, around = false): number | null {
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? 0 : at - 1,
    PageDown: at + 10,
    PageUp: at - 10,
    Home: 0,
    End: count,
  }[key];
  if (to === undefined || count === 0) return null;
  if (around && key.startsWith("Arrow"))
    return at < 0 && key === "ArrowUp" ? count - 1 : (to + count) % count;
  return Math.max(0, Math.min(count - 1, to));
}

/** Finds the label that begins with what is typed in one go; the same letter again leads to the next. */
export function typeahead() {
  let typed = "";
  let timer = 0;
  return {
    isGoing: () => typed !== "",
    find(key: string, labels: string[], at: number): number {
      clearTimeout(timer);
      timer = window.setTimeout(() => (typed = ""), 1000);
      typed += key.toLowerCase();
      const isOne = [...typed].every((letter) => letter === typed[0]);
      const words = isOne ? key.toLowerCase() : typed;
      const from = Math.max(at, 0) + (isOne && at >= 0 ? 1 : 0);
      const turns = labels.map((_, i) => (from + i) % labels.length);
      return turns.find((i) => labels[i]!.trim().toLowerCase().startsWith(words)) ?? -1;
    },
  };
}

/** Enter that took a choice, or left its list as it was, is Enter once more for what lies around: a record's form goes
 *  on to the next input by it; elsewhere it means nothing, and the focus stays. */
export async function goOn(from: HTMLElement | null): Promise<void> {
  await tick(); // the list is gone
  if (!from || document.activeElement !== from) return;
  from.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
}

/** Does a key write a letter? */
export const isLetter = (event: KeyboardEvent) =>
  event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;

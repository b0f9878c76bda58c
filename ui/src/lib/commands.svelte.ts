// The one list of what a person can do. The palette, the "?" sheet, the shortcuts and the window's native
// menu are all fed from here, so that nothing can be done by mouse alone.

export type Command = {
  /** Stable, dotted: "party.new". The native menu sends it back. */
  id: string;
  label: string;
  /** The heading it stands under in the palette and the sheet. */
  group: string;
  /** "Ctrl+K", "Shift+Enter", "/", "N". Single keys do nothing while a person types. */
  shortcut?: string;
  /** Words that also find it in the palette. */
  keywords?: string;
  /** lucide icon name, see lib/ui/Icon.svelte. */
  icon?: string;
  /** Usable now? Left out: always. */
  when?: () => boolean;
  /** Kept out of the palette (still in the sheet and on its key). */
  quiet?: boolean;
  /** The palette lists it only when something was typed that finds it. */
  searchedOnly?: boolean;
  run: () => unknown;
};

// Plain, with a counter beside it that says when it changed: a $state read in an effect's teardown still
// answers its old value, and registrations of the same moment would be lost.
let list: Command[] = [];
let changes = 0;
let changed = $state(0);

/** Adds commands; the answer takes them away: `$effect(() => registerCommands([...]))`. */
export function registerCommands(commands: Command[]): () => void {
  const ids = new Set(commands.map((command) => command.id));
  keep([...list.filter((command) => !ids.has(command.id)), ...commands]);
  return () => keep(list.filter((command) => !commands.includes(command)));
}

/** Every command that can be run now, the last registered first among equals on a key. */
export function usableCommands(): Command[] {
  return currentList().filter((command) => command.when?.() ?? true);
}

export function findCommand(id: string): Command | undefined {
  return currentList().find((command) => command.id === id);
}

/** Runs by id (native menu); false when it is unknown or not usable now. */
export function runCommand(id: string): boolean {
  const command = findCommand(id);
  if (!command || !(command.when?.() ?? true)) return false;
  command.run();
  return true;
}

/** The words of a person's search against label and keywords, all must be found; best first. */
export function searchCommands(commands: Command[], typed: string): Command[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands;
  return commands
    .map((command) => ({ command, score: matchScore(`${command.label} ${command.keywords ?? ""}`, words) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((found) => found.command);
}

/** The parts to show as keys: "Ctrl+Shift+P" → ["Ctrl","Shift","P"]; on a Mac Ctrl reads ⌘. */
export function keysOf(shortcut: string): string[] {
  const parts = shortcut === "+" ? ["+"] : shortcut.split("+");
  return parts.map((part) => (part === "Ctrl" && isMac() ? "⌘" : (KEY_NAMES[part] ?? part)));
}

/** "Ctrl+Shift+P" as the ARIA attribute wants it. */
export const ariaKeys = (shortcut: string | undefined) => shortcut?.replace("Ctrl", "Control");

/** The shortcut a key press stands for, in our spelling; null for a bare modifier. */
export function shortcutOf(event: KeyboardEvent): string | null {
  if (["Control", "Shift", "Alt", "Meta"].includes(event.key)) return null;
  const ctrl = isMac() ? event.metaKey : event.ctrlKey;
  const single = event.key.length === 1;
  const digit = /^(Digit|Numpad)(\d)$/.exec(event.code)?.[2];
  const key = (ctrl || event.altKey) && digit ? digit : single ? event.key.toUpperCase() : event.key;
  const letter = single && event.key.toLowerCase() !== event.key.toUpperCase();
  const shift = event.shiftKey && (!single || letter); // "?" needs Shift on some keyboards, not on others
  return [ctrl && "Ctrl", event.altKey && "Alt", shift && "Shift", key === " " ? "Space" : key]
    .filter(Boolean)
    .join("+");
}

/** One key press: runs the command on that key, and says whether there was one. */
export function handleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const pressed = shortcutOf(event);
  if (!pressed) return false;
  const bare = !pressed.startsWith("Ctrl+") && !pressed.startsWith("Alt+") && !/^F\d+$/.test(pressed);
  if ((bare && isTyping(event.target)) || isLayerOpen()) return false;
  const command = usableCommands().findLast((candidate) => candidate.shortcut === pressed);
  if (!command) return false;
  event.preventDefault();
  command.run();
  return true;
}

/** Called once at start. */
export function startShortcuts(): () => void {
  addEventListener("keydown", handleKey);
  return () => removeEventListener("keydown", handleKey);
}

/** Does a question or a menu lie over the screen? One that is closing already does not: keys typed after it are ours. */
export function isLayerOpen(): boolean {
  return (
    document.querySelector(
      '[role="dialog"]:not([data-state="closed"]), [role="menu"][data-state="open"], [role="listbox"][data-state="open"]',
    ) !== null
  );
}

export const isMac = () => /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

const KEY_NAMES: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};

function keep(commands: Command[]): void {
  list = commands;
  changed = ++changes;
}

function currentList(): Command[] {
  void changed;
  return list;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  ) {
    return true;
  }
  return (
    target instanceof HTMLInputElement && !["checkbox", "radio", "button", "color"].includes(target.type)
  );
}

function matchScore(text: string, words: string[]): number {
  const lower = text.toLowerCase();
  let score = 0;
  for (const word of words) {
    const at = lower.indexOf(word);
    if (at < 0) return 0;
    score += at === 0 ? 3 : /\s/.test(lower[at - 1] ?? "") ? 2 : 1;
  }
  return score;
}

// One way to save, in a record, in settings and in a drawer: Ctrl+Enter, which the buttons show, and Ctrl+S.
import { shortcutOf, type Command } from "$lib/commands.svelte";
import { isOnButton } from "./keyboard";

export const SAVE_KEY = "Ctrl+Enter";
export const SAVE_KEYS = [SAVE_KEY, "Ctrl+S"];

export const isSaveKey = (event: KeyboardEvent): boolean => SAVE_KEYS.includes(shortcutOf(event) ?? "");

/** A command on each of the keys; the palette has it once. */
export const saveCommands = (command: Omit<Command, "shortcut">): Command[] =>
  SAVE_KEYS.map((shortcut, i) => ({
    ...command,
    id: i === 0 ? command.id : `${command.id}.${i}`,
    quiet: command.quiet || i > 0,
    shortcut,
  }));

/** On a button of the screen Ctrl+Enter saves too, before the button takes the Enter for itself; to be called in the
 *  capturing. */
export function saveOnButton(event: KeyboardEvent, save: () => unknown): void {
  if (shortcutOf(event) !== SAVE_KEY || !isOnButton(event)) return;
  event.preventDefault();
  event.stopPropagation();
  void save();
}

// How the keyboard moves through a form.
import { tick } from "svelte";
import { isLayerOpen } from "$lib/commands.svelte";

const INPUTS = [
  "input:not([disabled]):not([type=hidden])",
  "textarea:not([disabled])",
  "button[aria-haspopup=listbox]:not([disabled]):not([tabindex='-1'])",
].join(",");

/** Enter goes to the next input, as in a ledger; in notes it breaks the line, on a button it presses it. */
export function nextInput(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const from = event.target;
  if (!(from instanceof HTMLElement) || !from.matches(INPUTS) || from instanceof HTMLTextAreaElement) return;
  if (from.getAttribute("aria-expanded") === "true") return;
  event.preventDefault();
  moveFrom(from, event.shiftKey ? -1 : 1);
}

/** To the input after this one, or before it. */
export function moveFrom(from: HTMLElement, step: 1 | -1): void {
  const inputs = [...(from.closest("form")?.querySelectorAll<HTMLElement>(INPUTS) ?? [])].filter(isStop);
  const next = inputs[inputs.indexOf(from) + step];
  next?.focus();
  if (next instanceof HTMLInputElement && next.type !== "radio") next.select();
}

/** Of a group of radio buttons only the chosen one is a stop, as with Tab. */
const isStop = (input: HTMLElement) =>
  !(input instanceof HTMLInputElement && input.type === "radio" && !input.checked);

/** A new record begins in its first input; a saved one before it, where single keys still work. */
export async function focusFirst(form: HTMLElement, isNew: boolean): Promise<void> {
  await tick();
  const active = document.activeElement;
  if (active && active !== document.body && active.tagName !== "MAIN") return;
  if (isNew) form.querySelector<HTMLElement>(INPUTS)?.focus();
  else form.focus({ preventScroll: true });
}

/** The first input with a complaint. */
export function focusProblem(form: HTMLElement | null): void {
  const input = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  input?.focus({ preventScroll: true });
  // Head and foot lie over the form: the middle is always free.
  (input ?? form?.querySelector('[role="alert"]'))?.scrollIntoView({ block: "center" });
}

/** A key on a button of the page itself, not of a question or a menu over it. */
export function isOnButton(event: KeyboardEvent): boolean {
  const button = event.target instanceof Element ? event.target.closest("button, a") : null;
  return button !== null && button.closest('[role="dialog"], [role="menu"]') === null;
}

/** Is Escape ours, or does an open list, menu or question want it? */
export function escapeIsFree(event: KeyboardEvent): boolean {
  return !event.defaultPrevented && !event.isComposing && !isLayerOpen();
}

// Short messages at the foot of the window: what was done, and what failed without a place of its own.
import { asApiError } from "./api";

export type Toast = { id: number; tone: "good" | "bad" | "plain"; text: string; action?: ToastAction };
export type ToastAction = { label: string; run: () => unknown };

export const toasts = $state<{ list: Toast[] }>({ list: [] });

export function toast(text: string, options: { tone?: Toast["tone"]; action?: ToastAction } = {}): void {
  const shown: Toast = { id: ++lastId, tone: options.tone ?? "good", text, action: options.action };
  toasts.list = [...toasts.list.slice(-2), shown];
  setTimeout(() => dismissToast(shown.id), shown.tone === "bad" || shown.action ? 9000 : 4500);
}

/** A failure that belongs to no field and no screen. */
export function toastError(error: unknown): void {
  toast(asApiError(error).message, { tone: "bad" });
}

export function dismissToast(id: number): void {
  toasts.list = toasts.list.filter((shown) => shown.id !== id);
}

/** What can be undone belongs to the business it was done in: with another on screen it would undo nothing. */
export function dismissActions(): void {
  toasts.list = toasts.list.filter((shown) => !shown.action);
}

let lastId = 0;

import type { Plugin } from "vite";

export function words(): Plugin;
/** Where each key's text stands in every language's list. */
export function places(): Record<string, number>;

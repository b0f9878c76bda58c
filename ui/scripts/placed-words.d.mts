import type { Plugin } from "vite";

export function placedWords(places: () => Record<string, number>): Plugin;
/** The code with each text's place instead of its key. */
export function placed(code: string, all: Record<string, number>): string;
/** All that can ask for words. */
export function sources(): string[];
/** The keys that are asked for anywhere, by name or not. */
export function asked(all: Record<string, number>, texts: string[]): Set<string>;
/** The places of those keys that stand anywhere but in t("…") itself, or that a template may come to. */
export function askedByName(all: Record<string, number>, texts: string[]): Record<string, number>;

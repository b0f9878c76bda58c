// Writes the place of a text where its key stands, t("start.title") → t(17), when the program is built: every key would
// otherwise lie in it twice, a tenth of all it weighs. The names of keys that are made while running remain.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = join(dirname(fileURLToPath(import.meta.url)), "../src/");
const DIRECT = /(?<![\w$.])t\(\s*(["'`])([\w.-]+)\1/g;
const MADE = /`(\w+\.[^`]*\$\{[^`]*)`|(?<![\w$.])(?:t|known)\(\s*`([^`]*\$\{[^`]*)`/g;

/** Vite's part: the calls are rewritten after all else, and the table of places is cut to what is asked by name. */
export function placedWords(places) {
  let all = {};
  return {
    name: "placed-words",
    apply: "build",
    enforce: "post",
    buildStart() {
      all = places();
    },
    transform(code, id) {
      const path = id.split("?")[0].replaceAll("\\", "/");
      if (path.endsWith("generated/places.js"))
        return { code: `export default ${JSON.stringify(askedByName(all, sources()))};`, map: null };
      return path.startsWith(source.replaceAll("\\", "/"))
        ? { code: placed(code, all), map: null }
        : undefined;
    },
  };
}

/** The code with each text's place instead of its key. */
export const placed = (code, all) =>
  code.replace(DIRECT, (call, _, key) => (key in all ? `t(${all[key]}` : call));

/** The places of those keys that stand anywhere but in t("…") itself, or that a template, wherever it stands, may come to. */
export function askedByName(all, texts) {
  const quoted = new Set();
  const made = [];
  for (const text of texts) {
    const rest = text.replace(DIRECT, (call, _, key) => (key in all ? "t(" : call));
    for (const [, word] of rest.matchAll(/["'`]([\w.-]+)["'`]/g)) quoted.add(word);
    for (const [, begun, called] of rest.matchAll(MADE)) made.push(patternOf(begun ?? called));
  }
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => quoted.has(key) || made.some((pattern) => pattern.test(key))),
  );
}

/** The keys that are asked for anywhere, by name or not. */
export const asked = (all, texts) =>
  new Set([
    ...texts.flatMap((text) => [...text.matchAll(DIRECT)].map(([, , key]) => key)),
    ...Object.keys(askedByName(all, texts)),
  ]);

/** `party.${kind}` → /^party\..+$/ */
const patternOf = (template) =>
  new RegExp(
    `^${template
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".+")}$`,
  );

/** All that can ask for words. */
export const sources = () =>
  readdirSync(source, { recursive: true })
    .filter((file) => /\.(svelte|ts)$/.test(file) && !/\.(test|d)\.ts$/.test(file))
    .map((file) => readFileSync(source + file, "utf8"));

// Compiles the words in messages/, one file for each language, with Paraglide into generated/: a list of texts for each
// language, their places in it by key, and the type of their keys and parameters. A language is there because its file is; nothing
// else names it. Vite does this before it builds and again when a file changes; `node scripts/words.mjs` does it for
// the checks that know no Vite. Nothing is fetched: the reader of the format is a package beside the compiler.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const source = `${root}messages/`;
const generated = `${root}generated/`;
const stamp = `${generated}stamp`;
const base = "en";

/** Vite's part: the words are there before anything is built, and a page that shows old ones is loaded anew. */
export function words() {
  return {
    name: "words",
    buildStart: inItsOwnProcess,
    configureServer(server) {
      server.watcher.add(source);
      server.watcher.on("change", (file) => {
        if (!file.startsWith(source)) return;
        inItsOwnProcess();
        server.ws.send({ type: "full-reload" });
      });
    },
  };
}

/** The compiler leaves timers behind that would hold Vite back for half a minute. */
function inItsOwnProcess() {
  if (!isFresh(languages())) execFileSync(process.execPath, [script], { stdio: "inherit" });
}

async function makeWords() {
  const all = languages();
  if (isFresh(all)) return;
  globalThis.fetch = () => Promise.reject(new Error("Nothing is fetched to compile words."));
  const { compile } = await import("@inlang/paraglide-js");
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(`${generated}project.inlang`, { recursive: true });
  writeFileSync(`${generated}project.inlang/settings.json`, JSON.stringify(settings(all)));
  await compile({
    project: `${generated}project.inlang`,
    outdir: `${generated}paraglide`,
    outputStructure: "locale-modules",
    strategy: ["globalVariable", "baseLocale"],
    emitReadme: false,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  });
  mkdirSync(`${generated}words`);
  for (const language of all) writeFileSync(`${generated}words/${language}.js`, listed(language));
  writeFileSync(`${generated}places.js`, `export default ${JSON.stringify(places())};\n`);
  writeFileSync(`${generated}places.d.ts`, PLACES);
  writeFileSync(`${generated}words.d.ts`, types());
  writeFileSync(stamp, fingerprint(all));
}

const messages = (language) => JSON.parse(readFileSync(`${source}${language}.json`, "utf8"));

/**
 * The texts of a language in the order of the base language: what has no parameters as it is, the rest as Paraglide's
 * functions. A list, because names would be as heavy as a third of the words.
 */
function listed(language) {
  const own = messages(language);
  const isPlain = (message) => typeof message === "string" && !/[{}\\]/.test(message);
  const entry = (key) => (isPlain(own[key]) ? JSON.stringify(own[key]) : `m.${compiledName(key)}`);
  const entries = Object.keys(messages(base)).map(entry).join(",\n");
  return `import * as m from "../paraglide/messages/${language}.js";\nexport default [\n${entries}\n];\n`;
}

/** What Paraglide calls the function of a key: capitals are small there, and counted at the end. */
function compiledName(key) {
  const capitals = key.replace(/[^A-Z]/g, "").length;
  return key.toLowerCase().replace(/[^a-z0-9_]/g, "_") + (capitals || "");
}

/** Where each key's text stands in every language's list. */
export const places = () => Object.fromEntries(Object.keys(messages(base)).map((key, place) => [key, place]));

const PLACES = `/** Where each key's text stands in the lists of words/. */
declare const places: Record<string, number>;
export default places;
`;

const languages = () =>
  readdirSync(source)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(/\.json$/, ""))
    .sort();

const isFresh = (all) => existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint(all);

function settings(all) {
  return {
    baseLocale: base,
    locales: all,
    telemetry: "off",
    modules: ["../node_modules/@inlang/plugin-message-format/dist/index.js"],
    "plugin.inlang.messageFormat": { pathPattern: "../messages/{locale}.json" },
  };
}

/** Changes with every word, with the compiler and with this file. */
function fingerprint(all) {
  const hash = createHash("sha256");
  const files = [
    script,
    `${root}node_modules/@inlang/paraglide-js/package.json`,
    ...all.map((language) => `${source}${language}.json`),
  ];
  for (const file of files) hash.update(readFileSync(file));
  return hash.update(all.join(" ")).digest("hex");
}

/** Each key with the names of its parameters, from the language everything is written in first. */
function types() {
  const entries = Object.entries(messages(base));
  const lines = entries.map(
    ([key, message]) =>
      `  ${JSON.stringify(key)}: ${[...parameters(message)].map((p) => `"${p}"`).join(" | ") || "never"};`,
  );
  return `/** The names of each message's parameters. */\nexport type Words = {\n${lines.join("\n")}\n};\n`;
}

function parameters(message) {
  const declared =
    typeof message === "string" ? [] : message.flatMap(({ declarations = [] }) => declarations);
  const local = new Set(declared.flatMap((line) => /^local (\w+)/.exec(line)?.[1] ?? []));
  const inputs = declared.flatMap((line) => /^input (\w+)/.exec(line)?.[1] ?? []);
  const placed = [...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
  return new Set([...inputs, ...placed].filter((name) => !local.has(name)));
}

if (process.argv[1] === script) {
  await makeWords();
  process.exit();
}

// For the tests: the sentences that the program writes for people, read from its Rust sources. One is what stands in
// say!(…), and whatever looks like one: begins with a capital, has several words and ends with a full stop.
import fs from "node:fs";

/** Where nothing is written for the screens: the command line, what only programs ask, what ends before a screen. */
const ELSEWHERE = [
  /^src\/(cli|bin)\//,
  /^src\/(demo|logging|sentence|unreadable)\.rs$/,
  /^src\/http\/(docs|headers|host|openapi|problem|screens|selected|server|session|unbuilt)\.rs$/,
  /^src\/tenancy\/(samples\.rs|sources)/,
  /^src\/tenancy\/domain_pack\/file\.rs$/,
  /^src\/update\/key\.rs$/,
  /^src-tauri\/src\/(instance|open|trouble)\.rs$/,
  /\/tests\.rs$/,
];
/** Where what looks like a sentence describes a thing, whose words have a key of their own or are shown nowhere. */
const DESCRIBED = [/^src\/feature\.rs$/, /^src\/http\/installation\.rs$/, /\/import\/fields\.rs$/];

const LITERAL = /\/\/[^\n]*|\br(#*)".*?"\1|"((?:[^"\\]|\\.)*)"|'(?:[^'\\]|\\[^']*)'/gs;
const SENTENCE = /^[\p{Lu}“{][^]* [^]*[.?!]$/u;

type Literal = { text: string; before: string; after: string };

/** The literals of a source without its tests. */
function literals(source: string): Literal[] {
  const [code = ""] = source.split(/#\[cfg\(test\)\]\nmod \w+ \{/);
  return [...code.matchAll(LITERAL)].flatMap((found) => {
    if (found[2] === undefined) return [];
    return {
      text: found[2].replaceAll('\\"', '"'),
      before: code.slice(0, found.index),
      after: code.slice(found.index + found[0].length),
    };
  });
}

const isSaid = ({ before }: Literal) => before.trimEnd().endsWith("say!(");
const looksLikeOne = ({ text, before }: Literal) =>
  SENTENCE.test(text) && !/\b(help|example|reason): $|\breason = $|\bexpect\($/.test(before);

/** The sentences of one source. */
export const sentencesIn = (source: string, isDescribed = false): string[] =>
  literals(source)
    .filter((literal) => isSaid(literal) || (!isDescribed && looksLikeOne(literal)))
    .map(({ text }) => text);

/** Sentences whose values are put in by anything but say!, or are not all named in it. */
export const offendersIn = (source: string): string[] =>
  literals(source)
    .filter((literal) => {
      const places = [...literal.text.matchAll(/\{(\w*)[^}]*\}/g)].map(([, name]) => name ?? "");
      if (!isSaid(literal)) return places.length > 0 && looksLikeOne(literal);
      const named = /^[^;]*/.exec(literal.after)?.[0] ?? "";
      return places.some((name) => name === "" || !new RegExp(`[,\\s]${name}\\b`).test(named));
    })
    .map(({ text }) => text);

/** The sources that write for the screens, by their paths. */
export function sources(): [file: string, source: string][] {
  const files = ["src", "src-tauri/src"].flatMap((root) =>
    fs
      .readdirSync(`../${root}`, { recursive: true, encoding: "utf8" })
      .map((file) => `${root}/${file.replaceAll("\\", "/")}`),
  );
  return files
    .filter((file) => file.endsWith(".rs") && !ELSEWHERE.some((place) => place.test(file)))
    .map((file) => [file, fs.readFileSync(`../${file}`, "utf8")]);
}

/** All sentences that the program writes for the screens. */
export const writtenIn = (): Set<string> =>
  new Set(
    sources().flatMap(([file, source]) =>
      sentencesIn(
        source,
        DESCRIBED.some((place) => place.test(file)),
      ),
    ),
  );

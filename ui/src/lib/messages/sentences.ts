// The program's own sentences, errors and checks and warnings, in the language of the person. The program writes them
// in English and tells beside each that has values what they are (`say`). A language's sentences stand in
// messages/program/, under the English ones; they are fetched when the first is needed, and in English never. What a
// language has no words for stays English.
import type { Say, Translated } from "../types";
import { language } from "./language";

type Sentences = Record<string, string>;

const files = import.meta.glob<Sentences>("../../../messages/program/*.json", { import: "default" });

/** The names that sentences have in answers, and where their values stand beside them. */
const SAID: Record<string, string> = {
  message: "say",
  detail: "say",
  problem: "problem_say",
  id_problem: "id_problem_say",
  reason: "reason_say",
  next_step: "say",
  warnings: "warnings_say",
};

type Found = { holder: Record<string, unknown>; name: string; says: unknown };

/** An answer of the program with its sentences put into the person's language, and marked where there are any. */
export async function inLanguage<T>(answer: T): Promise<T> {
  const load = files[`../../../messages/program/${language()}.json`];
  if (!load) return answer;
  const found = sentencesOf(answer);
  if (found.length === 0) return answer;
  const words = await load();
  for (const { holder, name, says } of found) {
    const english = holder[name];
    if (Array.isArray(english)) {
      const all = Array.isArray(says) ? (says as Say[]) : [];
      holder[name] = (english as string[]).map((text, i) => sentence(text, all[i], words) ?? text);
      continue;
    }
    const own = sentence(english as string, says as Say | undefined, words);
    if (own !== undefined) Object.assign(holder, { [name]: own, translated: true } satisfies Translated);
  }
  return answer;
}

/** A sentence in the language that `words` are of; undefined where it has none for it. */
export function sentence(english: string, say: Say | undefined, words: Sentences): string | undefined {
  const text = say?.text ?? english;
  return words[text] === undefined ? undefined : filled(say ?? { text }, words);
}

const filled = ({ text, values = {} }: Say, words: Sentences): string =>
  (words[text] ?? text).replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : typeof value === "string" ? value : filled(value, words);
  });

function sentencesOf(answer: unknown): Found[] {
  if (typeof answer !== "object" || answer === null) return [];
  if (Array.isArray(answer) && typeof answer[0] !== "object") return []; // the bytes of a picture, perhaps
  const holder = answer as Record<string, unknown>;
  return Object.entries(holder).flatMap(([name, value]) => {
    const isSaid = typeof value === "string" || (Array.isArray(value) && typeof value[0] === "string");
    const beside = isSaid ? SAID[name] : undefined;
    return beside ? [{ holder, name, says: holder[beside] }] : sentencesOf(value);
  });
}

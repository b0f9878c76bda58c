// t("start.title") and t("start.count", { count: 3 }): the words on the screen in the person's language, typed by
// their key. The one door to what Paraglide compiled from ui/messages/; a language's words are a file of their own,
// fetched before the first screen is drawn.
import places from "../../../generated/places";
import type { Words } from "../../../generated/words";
import { grouped } from "../grouping";
import { language, wordsOf, type Compiled } from "./language";

export type MessageKey = keyof Words;

type Params<K extends MessageKey> = [Words[K]] extends [never]
  ? []
  : [values: Record<Words[K], string | number>];

let words: Compiled = [];

/** Fetches the words of the language that is spoken; called once, before anything is drawn. */
export async function loadWords(): Promise<void> {
  const spoken = language();
  words = (await wordsOf[spoken]?.()) ?? [];
  document.documentElement.lang = spoken;
}

/** The words of a key. A number stands in them with its digits grouped; text stands as it is. */
export function t<K extends MessageKey>(key: K, ...params: Params<K>): string {
  // The build writes a text's place where its key stood, see scripts/placed-words.mjs.
  const say = words[places[key] ?? (key as unknown as number)];
  if (say === undefined) throw new Error(`There are no words of “${key}”, or none were loaded yet.`);
  if (typeof say === "string") return say;
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries<string | number>(params[0] ?? {}))
    values[name] = typeof value === "number" ? new Counted(value) : value;
  return say(values);
}

/** The words of a key that is made while running, of a code the server sent; undefined where there are none. */
export function known(key: string): string | undefined {
  const say = words[places[key] ?? -1];
  return typeof say === "function" ? say({}) : say;
}

/** A number where plurals are chosen, and text with grouped digits where it stands in a sentence. */
class Counted {
  constructor(private readonly number: number) {}
  valueOf = () => this.number;
  toString = () => grouped(String(this.number));
}

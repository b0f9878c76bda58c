// Which language the screens speak: the person's choice on this machine, else what the system says, else English. The
// languages are those that ui/messages/ has a file of.
import { reloadPage } from "../router.svelte";
import { recall, remember } from "../storage";

/** "en", "hi": the name of a file in ui/messages/. */
export type Language = string;

/** What was made of a language's file: its texts, those with parameters as Paraglide's functions. */
export type Compiled = (string | ((values: Record<string, unknown>) => string))[];

/** The compiled words of each language, fetched when they are asked for. */
export const wordsOf: Record<Language, () => Promise<Compiled>> = Object.fromEntries(
  Object.entries(import.meta.glob<Compiled>("../../../generated/words/*.js", { import: "default" })).map(
    ([path, load]) => [path.replace(/^.*\/|\.js$/g, ""), load],
  ),
);

/** What the person chose; null: as the system says. */
export function chosenLanguage(): Language | null {
  const kept = recall("language");
  return kept !== null && kept in wordsOf ? kept : null;
}

/** The language that is spoken. */
export function language(): Language {
  const ours = (tag: string) => tag.toLowerCase().split("-")[0] ?? "";
  return chosenLanguage() ?? navigator.languages.map(ours).find((tag) => tag in wordsOf) ?? "en";
}

/** For `Intl`: Indian customs, digits 0 to 9 in every script. */
export const locale = (): string => `${language()}-IN-u-nu-latn`;

/** The languages there are, each by its own name: "English", "हिन्दी". */
export const languages = (): { value: Language; label: string }[] =>
  Object.keys(wordsOf)
    .sort()
    .map((value) => ({ value, label: nameOf(value) }));

export const nameOf = (tag: Language): string =>
  new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;

/** Speaks it from now on; unsaved words are asked about first, as whenever a screen is left. */
export function chooseLanguage(chosen: Language | null): Promise<boolean> {
  return reloadPage(() => remember("language", chosen ?? ""));
}

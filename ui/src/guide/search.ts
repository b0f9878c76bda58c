// Finds words in the guide. The chapters are small: all are read when a person first searches.
import { chapters, texts } from "./book";

export type Passage = {
  /** Its address: "#/guide/parties/merging-two-records". */
  href: string;
  chapter: string;
  /** Empty for what stands before the first heading. */
  heading: string;
  text: string;
};
export type Found = { passage: Passage; before: string; match: string; after: string };

const AROUND = 60;

/** All passages of the guide, in its order: one for each heading. */
export async function passages(): Promise<Passage[]> {
  const read = await Promise.all(
    chapters.map(async ({ slug, title }) => passagesOf(slug, title, (await texts[slug]?.()) ?? "")),
  );
  return read.flat();
}

export function passagesOf(slug: string, chapter: string, html: string): Passage[] {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const made: Passage[] = [{ href: `#/guide/${slug}`, chapter, heading: "", text: "" }];
  for (const element of body.children) {
    if (element.tagName === "H1") continue;
    if (element.tagName === "H2")
      made.push({
        href: `#/guide/${slug}/${element.id}`,
        chapter,
        heading: element.textContent ?? "",
        text: "",
      });
    else {
      const passage = made.at(-1);
      if (passage) passage.text += ` ${wordsOf(element)}`;
    }
  }
  return made.map((passage) => ({ ...passage, text: passage.text.replace(/\s+/g, " ").trim() }));
}

/** Passages that hold every word; those that hold one in their heading or title first. */
export function search(all: Passage[], typed: string): Found[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found = all
    .map((passage) => ({ passage, score: scoreOf(passage, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  return found.map(({ passage }) => ({ passage, ...excerpt(passage.text, words[0] ?? "") }));
}

function scoreOf({ chapter, heading, text }: Passage, words: string[]): number {
  let score = 0;
  for (const word of words) {
    const inTitle = heading ? 0 : times(chapter, word) * 6;
    const here = inTitle + times(heading, word) * 4 + Math.min(3, times(text, word));
    if (here === 0) return 0;
    score += here;
  }
  return score;
}

const times = (text: string, word: string): number => text.toLowerCase().split(word).length - 1;

/** The words around the first place, cut between words. */
function excerpt(text: string, word: string): Omit<Found, "passage"> {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return { before: `${text.slice(0, AROUND * 2)}…`, match: "", after: "" };
  const from = at <= AROUND ? 0 : text.indexOf(" ", at - AROUND) + 1;
  const until = text.lastIndexOf(" ", at + word.length + AROUND);
  const end = at + word.length + AROUND >= text.length ? text.length : Math.max(until, at + word.length);
  return {
    before: (from > 0 ? "… " : "") + text.slice(from, at),
    match: text.slice(at, at + word.length),
    after: text.slice(at + word.length, end) + (end < text.length ? " …" : ""),
  };
}

/** Blocks follow each other without a space in textContent. */
const wordsOf = (element: Element): string =>
  element.children.length === 0 || element.matches("p, li, td, th")
    ? (element.textContent ?? "")
    : [...element.childNodes]
        .map((node) => (node instanceof Element ? wordsOf(node) : (node.textContent ?? "")))
        .join(" ");

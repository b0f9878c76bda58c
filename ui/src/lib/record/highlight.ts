// Which piece of a text a search has found, so that a list can show why a row is there.

export type Piece = { text: string; hit: boolean };

/** Cuts a text at the words typed: "iye" in "Aditi Iyer" → "Aditi ", "Iye"*, "r". */
export function pieces(text: string, typed: string): Piece[] {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  const marks = new Array<boolean>(text.length).fill(false);
  for (const word of [typed.trim(), ...words]) mark(text, word, marks);
  const found: Piece[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const last = found.at(-1);
    const hit = marks[i] ?? false;
    if (last && last.hit === hit) last.text += text[i];
    else found.push({ text: text[i] ?? "", hit });
  }
  return found;
}

function mark(text: string, word: string, marks: boolean[]): void {
  if (!word) return;
  // Phone numbers are shown in groups and typed without; any space or hyphen between two digits is passed over.
  const letters = [...word].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = letters.reduce((all, letter, i) => {
    const between = i > 0 && /\d/.test(letter) && /\d$/.test(letters[i - 1] ?? "") ? "[\\s-]*" : "";
    return all + between + letter;
  }, "");
  for (const match of text.matchAll(new RegExp(pattern, "giu"))) {
    const end = wholeLetters(text, match.index + match[0].length);
    marks.fill(true, match.index, end);
  }
}

/** A Devanagari letter is not cut from its vowel sign, nor a conjunct in two. */
function wholeLetters(text: string, end: number): number {
  while (end < text.length) {
    const isSign = /\p{M}/u.test(text[end] ?? "");
    const joins = text[end - 1] === VIRAMA && /\p{L}/u.test(text[end] ?? "");
    if (!isSign && !joins) break;
    end += 1;
  }
  return end;
}

const VIRAMA = "\u094d";

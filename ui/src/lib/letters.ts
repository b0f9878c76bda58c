// The letters of the spoken language, fetched before the first screen is drawn. A screen drawn without them is drawn
// twice, and until they are there WebKit asks the system for another font in every size and weight.
import { language, nameOf } from "./messages/language";

const FAMILIES = 'Inter, "Noto Sans Devanagari"';

/** Ready when they are, or when they cannot be had: the system's then stand in. */
export async function loadLetters(): Promise<void> {
  const sample = `A ${nameOf(language())}`; // names and digits are Latin in every language
  await Promise.allSettled(
    ["400", "600"].map((weight) => document.fonts.load(`${weight} 1em ${FAMILIES}`, sample)),
  );
}

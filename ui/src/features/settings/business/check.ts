// What can be said of the changes before they are sent: the rest the server says. Pure.
import { t } from "$lib/messages";
import { COLORS, isColor, partOf, type Changes, type Part } from "./fields";

/** By field, the sentence that says what to mend. */
export type Problems = Record<string, string>;

export function problemsOf(changes: Changes): Problems {
  const found: Problems = {};
  if (changes["branding.company_name"]?.trim() === "") found["branding.company_name"] = t("add.nameMissing");
  for (const color of COLORS) {
    const typed = changes[color];
    if (typeof typed === "string" && !isColor(typed)) found[color] = t("add.colorBad");
  }
  return found;
}

/** The first part of the screen with something to mend. */
export function firstPart(problems: Problems): Part | null {
  const parts = Object.keys(problems).map(partOf);
  return (["profile", "look", "features"] as const).find((part) => parts.includes(part)) ?? null;
}

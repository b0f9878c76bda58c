// Every language says everything, with the same parameters, and says it in words.
import fs from "node:fs";
import { describe, expect, it } from "vitest";
import places from "../../../generated/places";
import { asked, sources } from "../../../scripts/placed-words.mjs";
import { t } from ".";
import { languages, wordsOf } from "./language";

type Variants = { declarations: string[]; selectors: string[]; match: Record<string, string> }[];
type Messages = Record<string, string | Variants>;

const read = (language: string) =>
  JSON.parse(fs.readFileSync(`messages/${language}.json`, "utf8")) as Messages;
const english = read("en");

const textsOf = (message: string | Variants) =>
  typeof message === "string" ? [message] : message.flatMap(({ match }) => Object.values(match));

/** The parameters that stand in any of the texts, and those the variants are chosen by. */
function parametersOf(message: string | Variants): string[] {
  const placed = textsOf(message).flatMap((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]),
  );
  const chosen =
    typeof message === "string"
      ? []
      : message.flatMap(({ declarations }) =>
          declarations.flatMap((line) => /^input (\w+)$/.exec(line)?.[1] ?? []),
        );
  return [...new Set([...placed, ...chosen])].sort() as string[];
}

it("puts values into their places, numbers with their digits grouped", () => {
  expect(t("error.request", { id: "r-1" })).toBe("request r-1");
  expect(t("start.inactive", { count: 123456 })).toBe("1,23,456 inactive");
});

it("counts", () => {
  expect(t("start.businesses", { count: 1 })).toBe("1 business");
  expect(t("start.businesses", { count: 1284 })).toBe("1,284 businesses");
  expect(t("start.businesses", { count: "1,284" })).toBe("1,284 businesses");
});

it("has no word that nothing asks for", () => {
  const used = asked(places, sources());
  expect(Object.keys(english).filter((key) => !used.has(key))).toEqual([]);
});

it("knows each language by its own name", () => {
  expect(languages()).toContainEqual({ value: "en", label: "English" });
});

describe.each(languages().map(({ value }) => value))("the words in %s", (language) => {
  const messages = read(language);

  it("are those of English, no more and no less", () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
  });

  it("take the same parameters", () => {
    for (const [key, message] of Object.entries(messages))
      expect(parametersOf(message), key).toEqual(parametersOf(english[key] ?? ""));
  });

  it("are no empty ones", () => {
    for (const [key, message] of Object.entries(messages))
      for (const text of textsOf(message)) expect(text.trim(), key).not.toBe("");
  });

  it("say something for every number", () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(messages)) {
      if (typeof message === "string") continue;
      for (const category of categories)
        expect(
          message.some(({ match }) => Object.keys(match).some((rule) => rule.endsWith(`=${category}`))),
          `${key}: ${category}`,
        ).toBe(true);
    }
  });

  it("stand where each key's place is", async () => {
    const compiled = await wordsOf[language]?.();
    expect(compiled).toHaveLength(Object.keys(messages).length);
    for (const [key, message] of Object.entries(messages)) {
      const text = compiled?.[places[key] ?? -1];
      if (typeof message === "string" && !message.includes("{")) expect(text, key).toBe(message);
      else expect(text, key).toBeTypeOf("function");
    }
  });
});

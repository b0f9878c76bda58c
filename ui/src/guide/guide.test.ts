// The guide as a whole: every chapter listed, every link and every picture there, every place F1 leads to.
import fs from "node:fs";
import path from "node:path";
import { books } from "virtual:guide";
import { beforeAll, describe, expect, it } from "vitest";
import places from "../../generated/places";
import { asked, sources } from "../../scripts/placed-words.mjs";
import { anchor, folderOf, guideLanguages } from "../../scripts/guide.ts";
import { parseHash } from "../lib/router.svelte";
import { everyPlace, guideTo } from "./context";
import { passagesOf, search, type Passage } from "./search";

const folder = path.resolve(import.meta.dirname, "../../../docs/guide");
const pages: Record<string, Record<string, Document>> = {};
/** In italics too: what a person types. */
const TYPED: Record<string, string[]> = {
  en: ["window", "installation", "language", "pair", "kg", "biscuits", "categories", "light", "dark"],
  hi: ["विंडो", "pair", "kg", "biscuits", "हल्के", "गहरे"],
};
/** Without the dots at their end, and with dots for a value. */
const bare = (words: string) =>
  words
    .replace(/\s+/g, " ")
    .replace(/\{\w+\}|\b18 %/g, "…")
    .replace(/[.…\s]+$/, "")
    .trim();
/** What stands on controls: the words of the screens, and those that a trade has for its menu. */
function wordsOf(language: string): Set<string> {
  const root = path.join(folder, "../..");
  const used = asked(places, sources());
  const messages = JSON.parse(
    fs.readFileSync(path.join(root, `ui/messages/${language}.json`), "utf8"),
  ) as Record<string, string | { match: Record<string, string> }[]>;
  const said = Object.entries(messages)
    .filter(([key]) => used.has(key))
    .flatMap(([, words]) =>
      typeof words === "string" ? [words] : words.flatMap(({ match }) => Object.values(match)),
    );
  const trades = path.join(root, "tenants/domains");
  const ofTrades = fs
    .readdirSync(trades)
    .flatMap((file) => [...fs.readFileSync(path.join(trades, file), "utf8").matchAll(/"([^"]*)"/g)])
    .map(([, words = ""]) => words);
  return new Set([...said, ...ofTrades].map(bare));
}
const isThere = (language: string, chapter: string, section = "") => {
  const page = pages[language]?.[chapter || "README"];
  return page !== undefined && (section === "" || page.getElementById(section) !== null);
};
const chaptersIn = (language: string) =>
  fs.readdirSync(folderOf(language)).filter((name) => name.endsWith(".md"));
const headingsOf = (page: Document | undefined) =>
  [...(page?.querySelectorAll("h2, h3") ?? [])].map(({ tagName, id }) => `${tagName} ${id}`);

beforeAll(async () => {
  for (const [language, book] of Object.entries(books)) {
    const read = Object.entries(book.texts).map(async ([slug, text]) => [
      slug,
      new DOMParser().parseFromString(await text(), "text/html"),
    ]);
    pages[language] = Object.fromEntries(await Promise.all(read)) as Record<string, Document>;
  }
});

it("is there in every language the screens speak", () => {
  const files = fs
    .readdirSync(path.join(folder, "../../ui/messages"))
    .filter((name) => name.endsWith(".json"));
  const spoken = files.map((name) => path.parse(name).name);
  expect(guideLanguages().sort()).toEqual(spoken.sort());
});

describe.each(guideLanguages())("the pages in %s", (language) => {
  it("are all listed on the contents page, with the headings of the first language", () => {
    const book = books[language];
    expect(
      Object.keys(book?.texts ?? {})
        .map((slug) => `${slug}.md`)
        .sort(),
    ).toEqual(chaptersIn(language).sort());
    for (const { title, about, group } of book?.chapters ?? [])
      expect([title, about, group]).not.toContain("");
    for (const [slug, page] of Object.entries(pages.en ?? {}))
      expect(headingsOf(pages[language]?.[slug]), slug).toEqual(headingsOf(page));
  });

  it("lead with every link to a chapter and a heading that are there", () => {
    for (const [slug, page] of Object.entries(pages[language] ?? {})) {
      for (const link of page.querySelectorAll("a")) {
        const href = link.getAttribute("href") ?? "";
        const route = parseHash(href);
        expect(route.name, `${slug}: ${href}`).toBe("guide");
        if (route.name === "guide")
          expect(isThere(language, route.chapter, route.section), `${slug}: ${href}`).toBe(true);
      }
    }
  });

  it("show pictures that are there, and say what is on them; none lies there unseen", () => {
    const named = new Set<string>();
    for (const file of chaptersIn(language)) {
      const text = fs.readFileSync(path.join(folderOf(language), file), "utf8");
      for (const [, words = "", picture = ""] of text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)) {
        expect(words.length, `${file}: ${picture} has words`).toBeGreaterThan(8);
        expect(fs.existsSync(path.join(folderOf(language), picture)), `${file}: ${picture}`).toBe(true);
        named.add(path.basename(picture));
      }
    }
    expect([...named].sort()).toEqual(fs.readdirSync(path.join(folder, "pictures")).sort());
  });

  it("name controls in italics, by the words that stand on them", () => {
    const words = wordsOf(language);
    for (const [slug, page] of Object.entries(pages[language] ?? {})) {
      const named = [...page.querySelectorAll("em")].map(({ textContent }) => bare(textContent ?? ""));
      const unknown = named.filter((name) => !words.has(name) && !TYPED[language]?.includes(name));
      expect(unknown, slug).toEqual([]);
    }
  });

  it("use no HTML but keys, and no style the content policy would refuse", () => {
    for (const [slug, page] of Object.entries(pages[language] ?? {})) {
      expect(page.querySelectorAll("script, style, [style], [onclick], iframe").length, slug).toBe(0);
      const known =
        "h1, h2, h3, p, a, em, strong, code, pre, kbd, ul, ol, li, img, blockquote, table, thead, tbody, tr, th, td";
      expect(
        [...page.body.querySelectorAll("*")].filter((one) => !one.matches(known)),
        slug,
      ).toEqual([]);
    }
  });
});

it("holds no more than 3 MB of pictures", () => {
  const sizes = fs
    .readdirSync(path.join(folder, "pictures"))
    .map((name) => fs.statSync(path.join(folder, "pictures", name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3 * 1024 * 1024);
});

describe("F1", () => {
  it("leads to places that are there", () => {
    for (const place of everyPlace()) {
      const [chapter = "", section] = place.split("/");
      expect(isThere("en", chapter, section), place).toBe(true);
    }
  });

  it.each([
    ["#/", "#/guide/first-start"],
    ["#/add", "#/guide/businesses"],
    ["#/b/shop/parties/12", "#/guide/parties"],
    ["#/b/shop/products/price-lists", "#/guide/products/price-lists"],
    ["#/b/shop/settings?part=look", "#/guide/settings/the-look"],
    ["#/settings", "#/guide/installation"],
    ["#/settings/logs", "#/guide/installation/the-log-and-diagnostics"],
    ["#/nowhere", "#/guide"],
  ])("on %s opens %s", (hash, place) => {
    expect(guideTo(parseHash(hash))).toBe(place);
  });
});

describe("the search", () => {
  const all: Passage[] = [
    ...passagesOf(
      "parties",
      "Parties",
      "<h1>Parties</h1><p>Everybody.</p><h2 id='merging'>Merging</h2><p>Two <b>records</b>.</p><ul><li>One</li><li>Other</li></ul>",
    ),
    ...passagesOf("labels", "Labels", "<h1>Labels</h1><p>Records of nothing. Merging is told elsewhere.</p>"),
  ];

  it("keeps the words of neighbouring blocks apart", () => {
    expect(all[1]).toEqual({
      href: "#/guide/parties/merging",
      chapter: "Parties",
      heading: "Merging",
      text: "Two records. One Other",
    });
  });

  it("wants every word, a heading before the text", () => {
    expect(search(all, "merging").map(({ passage }) => passage.href)).toEqual([
      "#/guide/parties/merging",
      "#/guide/labels",
    ]);
    expect(search(all, "merging other").map(({ passage }) => passage.chapter)).toEqual(["Parties"]);
    expect(search(all, "  ")).toEqual([]);
    expect(search(all, "nothing")[0]).toMatchObject({ before: "Records of ", match: "nothing" });
    expect(search(all, "RECORDS").map(({ match }) => match)).toEqual(["records", "Records"]);
  });
});

it("makes the anchors that readers of repositories make", () => {
  expect(anchor("By file and by environment")).toBe("by-file-and-by-environment");
  expect(anchor("One key, to find: everything!")).toBe("one-key-to-find-everything");
});

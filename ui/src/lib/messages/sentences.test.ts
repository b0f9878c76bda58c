// The program's sentences in the person's language: each template of the Rust sources has its words, and each answer's
// sentences are put into them.
import fs from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, get } from "../api";
import { remember } from "../storage";
import { languages } from "./language";
import { inLanguage, sentence } from "./sentences";
import { offendersIn, sentencesIn, sources, writtenIn } from "./sentences-in-rust";

type Sentences = Record<string, string>;

const placesOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

describe("sentences in the sources", () => {
  it("are found wherever they are written", () => {
    const source = `
      /// Not this one. Nor “{that}”.
      fn code() { Error::new(Code::Gone, "It is gone. Look \\"there\\".") }
      fn counted(count: usize) -> Sentence { say!(
        "{count} are left, {what}.", count, what = say!("a letter")) }
      fn other(c: char) { c == '"' || sql("select 1 from all.") || tracing::info!("a log line") }
      #[cfg(test)]
      mod tests { fn it_is() { say!("No test."); } }
    `.replaceAll("\n      ", "\n");
    expect(sentencesIn(source)).toEqual([
      'It is gone. Look "there".',
      "{count} are left, {what}.",
      "a letter",
    ]);
  });

  it("must not put values in by format!", () => {
    expect(offendersIn('let text = format!("There is no “{id}” here.");')).toEqual([
      "There is no “{id}” here.",
    ]);
    expect(offendersIn('let text = say!("There is no “{id}” here.", id);')).toEqual([]);
    expect(offendersIn('let text = say!("There is no “{id}” in {place}.", id);')).toEqual([
      "There is no “{id}” in {place}.",
    ]);
    for (const [file, source] of sources()) expect(offendersIn(source), file).toEqual([]);
  });

  it("are many", () => expect(writtenIn().size).toBeGreaterThan(350));
});

describe.each(languages().flatMap(({ value }) => (value === "en" ? [] : [value])))(
  "the program's sentences in %s",
  (language) => {
    const words = JSON.parse(fs.readFileSync(`messages/program/${language}.json`, "utf8")) as Sentences;

    it("are those it writes, no more and no less", () =>
      expect(Object.keys(words).sort()).toEqual([...writtenIn()].sort()));

    it("have the same places", () => {
      for (const [english, own] of Object.entries(words))
        expect(placesOf(own), english).toEqual(placesOf(english));
    });

    it("are words", () => {
      for (const [english, own] of Object.entries(words)) {
        expect(own.trim(), english).not.toBe("");
        if (/\p{L}{2}/u.test(english.replace(/\{\w+\}/g, ""))) expect(own).not.toBe(english);
      }
    });
  },
);

describe("a sentence", () => {
  const words = { "No “{id}”.": "“{id}” नहीं।", "It is {what}: {why}": "यह {what} है: {why}", "a digit": "अंक" };

  it("is put together in the language, each value in its place", () => {
    expect(sentence("No “shop”.", { text: "No “{id}”.", values: { id: "shop" } }, words)).toBe("“shop” नहीं।");
    expect(sentence("a digit", undefined, words)).toBe("अंक");
  });

  it("holds others, in English where there are no words for one", () => {
    const values = { what: { text: "a digit" }, why: { text: "Ask {whom}.", values: { whom: "Asha" } } };
    expect(sentence("…", { text: "It is {what}: {why}", values }, words)).toBe("यह अंक है: Ask Asha.");
  });

  it("stays as it is where there are none for it", () => {
    expect(sentence("Nobody is in.", undefined, words)).toBeUndefined();
    expect(sentence("…", { text: "Nobody in {place}.", values: { place: "Pune" } }, words)).toBeUndefined();
  });

  it("takes no value for a place", () =>
    expect(sentence("…", { text: "No “{id}”.", values: { id: "{id} $&" } }, words)).toBe("“{id} $&” नहीं।"));
});

describe("an answer", () => {
  afterEach(() => {
    remember("language", "");
    vi.unstubAllGlobals();
  });
  const said = {
    text: "There is no business “{shown}” here. Look at the list of businesses for its id.",
    values: { shown: "shop" },
  };
  const answered = (status: number, body: unknown) =>
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(body), { status })));
  const failure = () => get("/api/tenants/shop").catch((error: unknown) => error) as Promise<ApiError>;

  it("is left alone in English", async () => {
    const answer = { message: "The file is there." };
    expect(await inLanguage(answer)).toEqual({ message: "The file is there." });
  });

  it("has its sentences in the language, wherever they stand", async () => {
    remember("language", "hi");
    const answer = {
      checks: [{ check: "file", message: "The file is there." }],
      warnings: ["It is shop.", "Unknown."],
      warnings_say: [said, { text: "Unknown." }],
      problem: null,
      bytes: [1, 2],
    };
    expect(await inLanguage(answer)).toMatchObject({
      checks: [{ check: "file", message: "फ़ाइल अपनी जगह है।" }],
      warnings: [expect.stringMatching(/^यहाँ “shop” नाम/), "Unknown."],
      problem: null,
    });
  });

  it("says alone what has words, without its title", async () => {
    remember("language", "hi");
    const fields = [
      { field: "a", code: "required", message: "Give the business a name." },
      { field: "b", code: "required", message: "Nobody knows this." },
    ];
    answered(404, { code: "tenant_not_found", title: "…", status: 404, detail: "…", say: said, fields });
    const error = await failure();
    expect(error.message).toMatch(/^यहाँ “shop” नाम का कोई व्यवसाय नहीं है।/);
    expect(error.field("a")).toBe("व्यवसाय का नाम लिखें।");
    expect(error.fields[1]).not.toHaveProperty("translated");
  });

  it("says what its code means where there are none", async () => {
    remember("language", "hi");
    answered(404, { code: "tenant_not_found", title: "…", status: 404, detail: "Nobody knows this." });
    expect((await failure()).message).toMatch(/: Nobody knows this\.$/);
  });
});

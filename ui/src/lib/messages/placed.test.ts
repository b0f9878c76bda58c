// What the build makes of keys: a place for each, and names only where they are asked for by name.
import { expect, it } from "vitest";
import { askedByName, placed } from "../../../scripts/placed-words.mjs";

const all = {
  "start.title": 0,
  "start.add": 1,
  "party.one": 2,
  "party.two": 3,
  "record.save": 4,
  "record.undo": 5,
};

it("writes the place of a text where its key stood", () => {
  expect(placed('a(t("start.title"), t(`party.one`, { count: t(\n"start.add") }))', all)).toBe(
    "a(t(0), t(2, { count: t(1) }))",
  );
});

it("leaves alone what is no key, and what is no call of t", () => {
  for (const code of ['t("start.other")', 'what("start.title")', 'x.t("start.title")', "t(`party.${a}`)"])
    expect(placed(code, all)).toBe(code);
});

it("keeps the names of keys that are made while running, or stand anywhere else", () => {
  const texts = ['t("start.title"); t(`party.${kind}`)', 't(on ? "record.save" : other); t("record.undo")'];
  expect(askedByName(all, texts)).toEqual({ "party.one": 2, "party.two": 3, "record.save": 4 });
  expect(askedByName(all, ["t(`${kind}.add`)"])).toEqual({ "start.add": 1 });
  expect(askedByName(all, ["t(kind ? `party.${kind}` : other)", "const key = `start.${what}`"])).toEqual({
    "start.title": 0,
    "start.add": 1,
    "party.one": 2,
    "party.two": 3,
  });
});

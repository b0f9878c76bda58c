import { expect, it } from "vitest";
import type { HistoryEntry } from "$lib/types";
import { authorOf, tell } from "./tell";

const words = { fields: { name: { label: "Name" } }, operations: { absorb: () => ["Merged"] } };
const entry = (operation: string, before: string | null, after: string): HistoryEntry => ({
  at: "2026-11-23T09:30:00Z",
  who: "system",
  door: "http",
  operation,
  before: before === null ? null : { name: before },
  after: { name: after },
});

it("tells each operation in words, never nothing", () => {
  expect(tell(entry("party.create", null, "Iyer"), words)).toEqual(["Entered"]);
  expect(tell(entry("party.edit", "Iyer", "Rao"), words)).toEqual(["Name from Iyer to Rao"]);
  expect(tell(entry("party.edit", "Iyer", "Iyer"), words)).toEqual(["Saved, nothing changed"]);
  expect(tell(entry("party.archive", "Iyer", "Iyer"), words)).toEqual(["Archived"]);
  expect(tell(entry("party.restore", "Iyer", "Iyer"), words)).toEqual(["Brought back"]);
  expect(tell(entry("party.absorb", "Iyer", "Iyer"), words)).toEqual(["Merged"]);
});

it("names who it was, or the door until people sign in", () => {
  expect(authorOf(entry("party.edit", "a", "b"))).toBe("in the browser");
  expect(authorOf({ ...entry("party.edit", "a", "b"), who: "Meera", door: "window" })).toBe(
    "Meera, in the window",
  );
});

import { expect, it } from "vitest";
import { noteKeys, notedKeys } from "./key-notes.svelte";

it("tells a key for a thing once, as long as anything answers it", () => {
  const add = { keys: ["Insert"], label: "New line" };
  const drop = { keys: ["Ctrl+Delete"], label: "Remove the line" };
  const barcodes = noteKeys("Lines", [add, drop]);
  const units = noteKeys("Lines", [{ keys: ["Enter"], label: "New line" }, { ...add }]);
  const list = noteKeys("List", [{ keys: ["Home", "End"], label: "First or last row" }]);
  const keysOf = () =>
    notedKeys().map(([group, notes]) => [group, ...notes.map(({ keys }) => keys.join(" "))]);
  expect(keysOf()).toEqual([
    ["Lines", "Insert", "Ctrl+Delete", "Enter"],
    ["List", "Home End"],
  ]);
  barcodes();
  list();
  expect(keysOf()).toEqual([["Lines", "Enter", "Insert"]]);
  units();
  expect(keysOf()).toEqual([]);
});

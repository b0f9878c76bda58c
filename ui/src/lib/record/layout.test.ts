import { expect, it } from "vitest";
import type { Column } from "$lib/ui";
import { moved, shown, toggled } from "./layout";

const column = (key: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  key,
  label: key,
  ...more,
});
const columns = [
  column("name", { always: true }),
  column("gstin", { hideBelow: 700 }),
  column("phone"),
  column("email", { optional: true }),
];
const keys = (all: Column<unknown>[]) => all.map(({ key }) => key).join(" ");

it("shows what everybody needs until a person chooses", () => {
  expect(keys(shown(columns, null))).toBe("name gstin phone");
  expect(shown(columns, null)[1]?.hideBelow).toBe(700);
});

it("shows and hides a column, and draws a chosen one at any width", () => {
  const more = toggled(columns, null, "email");
  expect(keys(shown(columns, more))).toBe("name gstin phone email");
  expect(shown(columns, more)[1]?.hideBelow).toBeUndefined();
  const less = toggled(columns, more, "phone");
  expect(keys(shown(columns, less))).toBe("name gstin email");
  expect(keys(shown(columns, toggled(columns, less, "phone")))).toBe("name gstin phone email");
});

it("never hides the name", () => {
  expect(keys(shown(columns, toggled(columns, null, "name")))).toBe("name gstin phone");
});

it("moves a column, and not beyond the ends", () => {
  const up = moved(columns, null, "phone", -1);
  expect(keys(shown(columns, up))).toBe("name phone gstin");
  expect(keys(shown(columns, moved(columns, up, "phone", -5)))).toBe("phone name gstin");
  expect(keys(shown(columns, moved(columns, up, "phone", 9)))).toBe("name gstin phone");
});

it("gives a column of a newer program its place, and forgets one that is gone", () => {
  const old = { order: ["phone", "gone", "name"], hidden: [] };
  expect(keys(shown(columns, old))).toBe("phone name gstin");
});

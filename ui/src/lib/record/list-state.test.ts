import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ListState } from "./list-state.svelte";

const fetched = vi.fn<typeof fetch>();
beforeEach(() => {
  vi.stubGlobal("fetch", fetched);
  fetched.mockImplementation(() =>
    Promise.resolve(new Response(JSON.stringify({ items: [], total: 0, next_cursor: null }))),
  );
});
afterEach(() => {
  fetched.mockReset();
  vi.unstubAllGlobals();
});

const list = (query = "") => new ListState("parties", new URLSearchParams(query), { kind: "", state: "" });
const asked = () => String(fetched.mock.calls.at(-1)?.[0]);

it("begins as the address says", () => {
  const rows = list("search=udupi&kind=supplier&archived=yes&sort=-updated_at");
  expect([rows.search, rows.filters.kind, rows.filters.state]).toEqual(["udupi", "supplier", ""]);
  expect([rows.archived, rows.sort]).toEqual([true, "-updated_at"]);
});

it("follows the address when that changes, without being made anew", () => {
  const rows = list("search=udupi");
  rows.follow(new URLSearchParams("kind=customer"));
  expect([rows.search, rows.filters.kind]).toEqual(["", "customer"]);
  expect(asked()).toContain("kind=customer");
});

it("asks nothing when the address says what is shown already", () => {
  const rows = list("search=udupi&row=4");
  rows.follow(new URLSearchParams("search=udupi&row=7"));
  expect(fetched).not.toHaveBeenCalled();
});

it("goes back to everything by the plain address", () => {
  const rows = list();
  rows.filter("kind", "supplier");
  rows.follow(new URLSearchParams());
  expect(rows.filters.kind).toBe("");
  expect(asked()).not.toContain("supplier");
});

it("knows when less or otherwise than everything is shown", () => {
  const rows = list();
  expect(rows.isChanged).toBe(false);
  rows.sortBy("-updated_at");
  expect(rows.isChanged).toBe(true);
  rows.sortBy("name");
  expect(rows.isChanged).toBe(false);
  rows.filter("kind", "supplier");
  expect(rows.isChanged).toBe(true);
  rows.take(undefined);
  expect(rows.isChanged).toBe(false);
});

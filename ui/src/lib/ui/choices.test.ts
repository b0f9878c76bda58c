import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { typeahead, walked } from "./choices";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("walks to the ends of a list and stays there, or goes round", () => {
  expect(walked("ArrowDown", -1, 3)).toBe(0);
  expect(walked("ArrowDown", 2, 3)).toBe(2);
  expect(walked("ArrowDown", 2, 3, true)).toBe(0);
  expect(walked("ArrowUp", 0, 3)).toBe(0);
  expect(walked("ArrowUp", 0, 3, true)).toBe(2);
  expect(walked("ArrowUp", -1, 3, true)).toBe(2);
  expect(walked("PageDown", 1, 30)).toBe(11);
  expect(walked("PageUp", 11, 30)).toBe(1);
  expect(walked("PageDown", 25, 30, true)).toBe(29);
  expect(walked("Home", 2, 3)).toBe(0);
  expect(walked("End", 0, 3)).toBe(2);
  expect(walked("a", 0, 3)).toBe(null);
  expect(walked("ArrowDown", -1, 0)).toBe(null);
});

it("finds by the first letters, and by the same letter again the next", () => {
  const labels = ["Gram", "Goa", "Kilogram", "Gujarat", "New Delhi"];
  const typing = typeahead();
  expect(typing.find("g", labels, -1)).toBe(0);
  expect(typing.find("g", labels, 0)).toBe(1);
  expect(typing.find("g", labels, 1)).toBe(3);
  expect(typing.find("g", labels, 3)).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(typing.isGoing()).toBe(false);
  const all = [..."new d"].map((letter) => typing.find(letter, labels, 0));
  expect(all).toEqual([4, 4, 4, 4, 4]);
  expect(typing.isGoing()).toBe(true);
  expect(typing.find("x", labels, 4)).toBe(-1);
});

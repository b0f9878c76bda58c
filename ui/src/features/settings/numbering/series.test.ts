import { describe, expect, it } from "vitest";
import { problemOf, written } from "./series";

const form = (prefix: string, digits: number, next = "1") => ({ prefix, digits, next });

describe("a series of numbers", () => {
  it.each([
    ["P-", 4, "1", "P-0001"],
    ["RM/", 3, "1234", "RM/1234"],
    ["", 1, "7", "7"],
    ["P-", 4, "x", "P-"],
  ])("%s with %i digits and %s is written %s", (prefix, digits, next, text) =>
    expect(written(form(prefix, digits, next))).toBe(text),
  );

  it("says what is wrong with it", () => {
    expect(problemOf(form("P 1", 4), "prefix")).toMatch(/letters/);
    expect(problemOf(form("P1", 4), "prefix")).toMatch(/hyphen/);
    expect(problemOf(form("ABCDEFGHI-", 7), "digits")).toMatch(/16/);
    expect(problemOf(form("ABCDEFGHI-", 6), "digits")).toBeUndefined();
    for (const next of ["0", "-1", "1.5", "1234567890"])
      expect(problemOf(form("P-", 4, next), "next_number"), next).toBeDefined();
  });
});

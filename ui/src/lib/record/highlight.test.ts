import { expect, it } from "vitest";
import { pieces } from "./highlight";

const shown = (text: string, typed: string) =>
  pieces(text, typed)
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join("");

it("marks the piece that was found, whatever its case", () => {
  expect(shown("Aditi Iyer", "iye")).toBe("Aditi [Iye]r");
  expect(shown("Iyer & Iyer", "iye")).toBe("[Iye]r & [Iye]r");
});

it("marks each word of a search", () => {
  expect(shown("Bharat Forge Works", "for bha")).toBe("[Bha]rat [For]ge Works");
});

it("finds a phone number through its spaces", () => {
  expect(shown("98220 11874", "9822011")).toBe("[98220 11]874");
});

it("takes signs of a search as they are", () => {
  expect(shown("A.B. (Pune)", ".b. (")).toBe("A[.B. (]Pune)");
  expect(shown("Anything", "   ")).toBe("Anything");
});

it("does not cut a Devanagari letter from its vowel sign or a conjunct in two", () => {
  expect(shown("फ़ातिमा शेख", "फ")).toBe("[फ़ा]तिमा शेख");
  expect(shown("लक्ष्मी", "लक")).toBe("[लक्ष्मी]");
});

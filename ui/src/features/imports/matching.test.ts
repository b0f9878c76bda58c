import { expect, it } from "vitest";
import type { ImportColumn, ImportField } from "$lib/types";
import { carried, chosen, inOrder, isSure, leftOut, missing } from "./matching";

const column = (index: number, heading: string): ImportColumn => ({
  index,
  letter: String.fromCharCode(65 + index),
  heading,
  samples: [],
  further: false,
});
const field = (key: string, label: string, required = false): ImportField => ({
  key,
  label,
  required,
  help: "",
  example: "",
});

it("takes a column from the field that had it", () => {
  expect(chosen({ name: 0, code: 1 }, "code", 0)).toEqual({ name: null, code: 0 });
});

it("lets any number of fields be left out", () => {
  expect(chosen({ name: null, code: 1 }, "code", null)).toEqual({ name: null, code: null });
});

it("carries a mapping into the corrected file, where a column stands before the others", () => {
  const before = [column(0, "Item"), column(1, "Rate (₹)")];
  const now = [column(0, "What is wrong"), column(1, "Item"), column(2, "rate (₹)")];
  expect(carried({ name: 0, selling_price: 1, code: null }, before, now)).toEqual({
    name: 1,
    selling_price: 2,
    code: null,
  });
});

it("does not carry a column without a heading", () => {
  expect(carried({ name: 0 }, [column(0, "")], [column(0, "")])).toEqual({ name: null });
});

it("names what is missing and what is left out, required fields first", () => {
  const fields = [field("code", "Code"), field("name", "Name", true)];
  expect(inOrder(fields).map(({ key }) => key)).toEqual(["name", "code"]);
  expect(missing(fields, { code: 0, name: null }, "refuse").map(({ key }) => key)).toEqual(["name"]);
  expect(missing(fields, { name: 0 }, "skip")).toEqual([]);
  expect(missing(fields, { code: 0, name: null }, "update")).toEqual([]);
  expect(missing(fields, { code: null, name: null }, "update").map(({ key }) => key)).toEqual(["name"]);
  expect(leftOut([column(0, "A"), column(1, "B")], { name: 1 }).map(({ heading }) => heading)).toEqual(["A"]);
  const further = { ...column(2, "Unit 3"), further: true };
  expect(leftOut([column(0, "A"), further], { name: 0 })).toEqual([]);
});

it("knows a heading that says it itself from a guess", () => {
  const price = field("selling_price", "Selling price");
  expect(isSure(price, column(0, "SELLING PRICE"))).toBe(true);
  expect(isSure(price, column(0, "selling_price"))).toBe(true);
  expect(isSure(price, column(0, "MRP"))).toBe(false);
});

import { describe, expect, it } from "vitest";
import { at, dotted, rebase } from "./path";

it("finds an input by its name on the wire", () => {
  const form = { name: "Iyer", addresses: [{ city: "Pune" }] };
  expect(at(form, "name")).toBe("Iyer");
  expect(at(form, "addresses.0.city")).toBe("Pune");
  expect(at(form, dotted("addresses[0].city"))).toBe("Pune");
  expect(at(form, "addresses.3.city")).toBeUndefined();
});

describe("a record changed by someone else meanwhile", () => {
  const base = { name: "Iyer", phone: "1", notes: "" };

  it("keeps what was typed here and takes the rest", () => {
    const { form, clashes } = rebase(base, { ...base, name: "Iyer & Sons" }, { ...base, phone: "2" });
    expect(form).toEqual({ name: "Iyer & Sons", phone: "2", notes: "" });
    expect(clashes).toEqual([]);
  });

  it("names the fields both have changed", () => {
    const { form, clashes } = rebase(base, { ...base, phone: "3" }, { ...base, phone: "2" });
    expect(form.phone).toBe("3");
    expect(clashes).toEqual(["phone"]);
  });

  it("sees no clash where both typed the same", () => {
    expect(rebase(base, { ...base, phone: "2" }, { ...base, phone: "2" }).clashes).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import type { Party } from "$lib/types";
import { fitting, followGstin } from "./registration";
import { blankAddress, blankContact, onePrimary, partyShape } from "./shape";

const saved: Party = {
  id: 7,
  revision: 3,
  name: "Ganesh Iyer & Sons",
  kind: "both",
  gstin: null,
  registration: "unregistered",
  pan: null,
  credit_days: 0,
  credit_limit: "60000.00",
  notes: "",
  addresses: [{ id: 1, ...blankAddress(true), city: "Chennai", state_code: "33" }],
  contacts: [],
  archived_at: null,
  created_at: "2026-11-01T05:00:00Z",
  updated_at: "2026-11-01T05:00:00Z",
  merged_from: [],
};

describe("the form of a party", () => {
  it("sends back what it was given", () => {
    const body = partyShape.toBody(partyShape.fromSaved(saved));
    expect(body).toEqual({
      name: "Ganesh Iyer & Sons",
      kind: "both",
      gstin: null,
      registration: "unregistered",
      credit_days: 0,
      credit_limit: "60000.00",
      notes: "",
      addresses: saved.addresses,
      contacts: [],
    });
  });

  it("leaves out rows nobody wrote in, and knows them from the country alone", () => {
    const form = partyShape.blank();
    expect(partyShape.toBody(form)).toMatchObject({ addresses: [], contacts: [] });
    form.contacts.push({ ...blankContact(false), phone: " 98220 11874 " });
    expect(partyShape.toBody(form)["contacts"]).toEqual([{ ...blankContact(true), phone: "98220 11874" }]);
  });

  it("puts empty rows last before sending, so that complaints meet their rows", () => {
    const form = partyShape.blank();
    form.addresses.push({ ...blankAddress(false), city: "Pune" });
    partyShape.tidy?.(form);
    expect(form.addresses).toEqual([{ ...blankAddress(false), city: "Pune" }, blankAddress(true)]);
    expect(partyShape.toBody(form)["addresses"]).toEqual([{ ...blankAddress(true), city: "Pune" }]);
  });

  it("asks for a name, whole days and an amount", () => {
    const form = { ...partyShape.blank(), credit_days: "2.5", credit_limit: "lots" };
    expect(Object.keys(partyShape.check?.(form) ?? {})).toEqual(["name", "credit_days", "credit_limit"]);
    expect(partyShape.check?.({ ...form, name: "A", credit_days: "30", credit_limit: "1000" })).toEqual({});
  });
});

it("keeps exactly one main row", () => {
  expect(onePrimary([blankContact(false), blankContact(false)]).map((row) => row.is_primary)).toEqual([
    true,
    false,
  ]);
  expect(onePrimary([blankContact(true), blankContact(true)]).map((row) => row.is_primary)).toEqual([
    true,
    false,
  ]);
  expect(onePrimary([])).toEqual([]);
});

describe("the registration", () => {
  const regular = { valid: true, kind: "regular" };

  it("becomes regular with a regular number", () => {
    expect(followGstin("unregistered", "27AADCP4471K1Z4", regular)).toBe("regular");
  });
  it("stays what the person chose where the number allows it", () => {
    expect(followGstin("composition", "27AADCP4471K1Z4", regular)).toBe("composition");
    expect(followGstin("overseas", "", null)).toBe("overseas");
  });
  it("follows numbers of other forms", () => {
    expect(followGstin("regular", "0717USA00001UNT", { valid: true, kind: "un_body" })).toBe("uin_holder");
  });
  it("goes with the number", () => {
    expect(followGstin("regular", "", null)).toBe("unregistered");
  });
  it("is some registration as soon as there is a number, and stays while it is typed", () => {
    expect(followGstin("unregistered", "27AAD", null)).toBe("regular");
    expect(followGstin("tax_collector", "27AADCP4471K1Z5", { valid: false, kind: null })).toBe(
      "tax_collector",
    );
  });
  it("offers only what goes with the number", () => {
    expect(fitting("", null)).toEqual(["unregistered", "overseas"]);
    expect(fitting("27AAD", null)).not.toContain("unregistered");
  });
});

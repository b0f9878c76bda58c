import { describe, expect, it } from "vitest";
import { changes, type Vocabulary } from "./changes";

const words: Vocabulary = {
  fields: {
    name: { label: "Name" },
    gstin: { label: "GSTIN" },
    credit_days: { label: "Credit", show: String },
    alerts: { label: "Alerts", show: (alerts) => (alerts as string[]).join(", ") },
    notes: { label: "Notes" },
  },
  lists: {
    addresses: {
      one: "Address",
      name: (address) => String(address["label"] || address["city"]),
      fields: { city: { label: "city" }, postal_code: { label: "PIN" } },
    },
  },
};
const told = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  changes(before, after, words);

it("says from what to what", () => {
  expect(told({ name: "Iyer" }, { name: "Iyer & Sons" })).toEqual(["Name from “Iyer” to “Iyer & Sons”"]);
  expect(told({ credit_days: 15 }, { credit_days: 30 })).toEqual(["Credit from 15 to 30"]);
});

it("says what was entered and what was taken away", () => {
  expect(told({ gstin: null }, { gstin: "27AADCP4471K1Z4" })).toEqual(["GSTIN set to 27AADCP4471K1Z4"]);
  expect(told({ gstin: "27AADCP4471K1Z4" }, { gstin: null })).toEqual(["GSTIN 27AADCP4471K1Z4 removed"]);
  expect(told({ alerts: [] }, { alerts: ["Penicillin"] })).toEqual(["Alerts set to Penicillin"]);
});

it("does not repeat long texts", () => {
  expect(told({ notes: "a".repeat(80) }, { notes: "b" })).toEqual(["Notes rewritten"]);
});

it("takes nothing and an empty text for the same, and is silent about the rest", () => {
  expect(told({ gstin: null, revision: 1 }, { gstin: "", revision: 2 })).toEqual([]);
  expect(changes(null, { name: "New" }, words)).toEqual([]);
});

describe("rows of a record", () => {
  const office = { id: 1, label: "Office", city: "Pune", postal_code: "411001" };

  it("come and go by name", () => {
    expect(told({ addresses: [] }, { addresses: [office] })).toEqual(["Address Office added"]);
    expect(told({ addresses: [office] }, { addresses: [] })).toEqual(["Address Office removed"]);
  });

  it("are followed by their id", () => {
    const moved = { ...office, label: "Works", city: "Nashik" };
    expect(told({ addresses: [office] }, { addresses: [moved] })).toEqual([
      "Address Works: city from Pune to Nashik",
    ]);
  });

  it("are matched by name, then by place, where they have no id", () => {
    const plain = { label: "Office", city: "Pune" };
    expect(told({ addresses: [plain] }, { addresses: [{ ...plain, city: "Nashik" }] })).toEqual([
      "Address Office: city from Pune to Nashik",
    ]);
    expect(told({ addresses: [plain] }, { addresses: [{ label: "Works", city: "Thane" }] })).toEqual([
      "Address Works: city from Pune to Thane",
    ]);
  });
});

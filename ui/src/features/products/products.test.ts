import { describe, expect, it } from "vitest";
import type { Product, ProductCategory, ProductGstRate } from "$lib/types";
import { checkDigitFits, isBarcode, looksScanned } from "./barcode";
import { inTreeOrder, missingOf, pathParts, withDescendants } from "./category-tree";
import { asUnitCode } from "./create";
import { rateOn, withRate, yearStart } from "./gst";
import { GstChange } from "./gst-change.svelte";
import { aboutCode, kindOf, suggestedCodes } from "./hsn.svelte";
import { blankPrice, isHsn, productShape } from "./shape";
import { conversion } from "./words";

const saved: Product = {
  id: 7,
  revision: 3,
  kind: "goods",
  code: "FST-1060",
  name: "Hex bolt M10 × 60",
  category_id: 4,
  category: "Fasteners › Bolts",
  unit: "NOS",
  hsn: "73181500",
  buying_price: "4.10",
  selling_price: "7.25",
  gst_rate: "18",
  tracking: "lot",
  reorder_level: "2500",
  picture_url: null,
  notes: "Rack C-4",
  barcodes: [{ barcode: "8901234567894", unit: null }],
  units: [{ unit: "BOX", factor: "100" }],
  gst_rates: [{ from_on: "2026-04-01", rate: "18", cess: "0" }],
  prices: [
    {
      price_list_id: 2,
      unit: "BOX",
      min_quantity: "10",
      price: "640.00",
      from_on: "2026-04-01",
      until_on: null,
    },
  ],
  archived_at: null,
  created_at: "2026-11-01T05:00:00Z",
  updated_at: "2026-11-01T05:00:00Z",
};

describe("the form of a product", () => {
  it("sends back what it was given", () => {
    const body = productShape.toBody(productShape.fromSaved(saved));
    for (const [key, value] of Object.entries(body)) expect(value).toEqual(saved[key as keyof Product]);
    expect(Object.keys(body)).toHaveLength(15);
  });

  it("sends no line nobody wrote in, wherever it stands", () => {
    const form = productShape.blank();
    form.units = [
      { unit: "", factor: "" },
      { unit: "BOX", factor: "12" },
    ];
    form.prices = [blankPrice("1")];
    productShape.tidy?.(form);
    expect(form.units[0]).toEqual({ unit: "BOX", factor: "12" });
    const body = productShape.toBody(form);
    expect(body).toMatchObject({
      units: [{ unit: "BOX", factor: "12" }],
      barcodes: [],
      gst_rates: [],
      prices: [],
    });
  });

  it("keeps no stock of a service", () => {
    const form = { ...productShape.fromSaved(saved), kind: "service" as const };
    expect(productShape.toBody(form)).toMatchObject({ tracking: "none", reorder_level: null });
  });

  it("says what is wrong in each line", () => {
    const form = productShape.fromSaved(saved);
    form.units = [
      { unit: "NOS", factor: "0" },
      { unit: "BOX", factor: "12" },
      { unit: "BOX", factor: "x" },
    ];
    form.barcodes = [
      { barcode: "A1", unit: "" },
      { barcode: "A1", unit: "" },
      { barcode: "with space", unit: "" },
    ];
    form.gst_rates = [
      { from_on: "2026-04-01", rate: "101", cess: "0" },
      { from_on: "2026-04-01", rate: "5", cess: "501" },
    ];
    form.prices = [{ ...blankPrice(""), price: "1.234", until_on: "2000-01-01" }];
    expect(Object.keys(productShape.check?.(form) ?? {}).toSorted()).toEqual([
      "barcodes.1.barcode",
      "barcodes.2.barcode",
      "gst_rates.0.rate",
      "gst_rates.1.cess",
      "gst_rates.1.from_on",
      "prices.0.price",
      "prices.0.price_list_id",
      "prices.0.until_on",
      "units.0.factor",
      "units.0.unit",
      "units.2.factor",
      "units.2.unit",
    ]);
    expect(productShape.check?.(productShape.blank())).toEqual({ name: "Type a name." });
  });

  it("tells a number that is written too finely from what is no number", () => {
    const form = { ...productShape.fromSaved(saved), buying_price: "12.345", selling_price: "twelve" };
    form.units = [{ unit: "BOX", factor: "1.2345678" }];
    form.gst_rates = [{ from_on: "2026-04-01", rate: "18.125", cess: "x" }];
    form.reorder_level = "2.1234567";
    form.prices = [{ ...blankPrice("1"), min_quantity: "0", price: "9.999" }];
    expect(productShape.check?.(form)).toMatchObject({
      buying_price: "At most 2 decimals.",
      selling_price: "Write this as a number, such as 1,500.",
      reorder_level: "At most 6 decimals.",
      "units.0.factor": "At most 6 decimals.",
      "gst_rates.0.rate": "At most 2 decimals.",
      "gst_rates.0.cess": "A rate between 0 and 500 %.",
      "prices.0.min_quantity": "Write this as a number, such as 1,500.",
      "prices.0.price": "At most 2 decimals.",
    });
  });

  it("knows an HSN code from a SAC code", () => {
    expect(["", "9018", "901849", "90184900"].every((code) => isHsn(code, "goods"))).toBe(true);
    expect(["9", "90184", "dental"].some((code) => isHsn(code, "goods"))).toBe(false);
    expect(isHsn("999312", "service")).toBe(true);
    expect(["9993", "123456"].some((code) => isHsn(code, "service"))).toBe(false);
  });
});

describe("units", () => {
  it("are told as a sentence once both sides are known", () => {
    expect(conversion("BOX", "12", "NOS")).toBe("1 BOX = 12 NOS");
    expect(conversion("BOX", "1200.500", "NOS")).toBe("1 BOX = 1,200.5 NOS");
    expect(["", "0", "0.00", "x"].map((factor) => conversion("BOX", factor, "NOS"))).toEqual([
      "",
      "",
      "",
      "",
    ]);
    expect(conversion("", "12", "NOS")).toBe("");
  });
  it("have short codes in capitals", () => {
    expect(asUnitCode(" crate ")).toBe("CRATE");
    expect(asUnitCode("half a box")).toBeNull();
    expect(asUnitCode("ninechars")).toBeNull();
  });
});

describe("barcodes", () => {
  it("are checked by their last digit where they have one", () => {
    expect(checkDigitFits("4006381333931")).toBe(true);
    expect(checkDigitFits("4006381333932")).toBe(false);
    expect(checkDigitFits("96385074")).toBe(true);
    expect(checkDigitFits("036000291452")).toBe(true);
    expect(checkDigitFits("FST-1060")).toBeNull();
  });
  it("are told from words", () => {
    expect(isBarcode("FST-1060")).toBe(true);
    expect(isBarcode("two words")).toBe(false);
    expect(looksScanned("bolt")).toBe(false);
    expect(looksScanned("4006381333931")).toBe(true);
  });
});

const rate = (from_on: string, rate: string, cess = "0"): ProductGstRate => ({ from_on, rate, cess });

describe("GST rates by date", () => {
  it("hold from their day on", () => {
    const lines = [rate("2027-04-01", "28"), rate("2025-04-01", "12"), rate("2025-09-22", "18")];
    expect(rateOn(lines, "2026-11-23")?.rate).toBe("18");
    expect(rateOn(lines, "2025-09-21")?.rate).toBe("12");
    expect(rateOn(lines, "2025-03-31")).toBeNull();
    expect(rateOn([rate("2025-04-01", "")], "2026-01-01")).toBeNull();
  });
  it("begin with the financial year", () => {
    expect(yearStart("2026-11-23")).toBe("2026-04-01");
    expect(yearStart("2026-03-31")).toBe("2025-04-01");
  });
  it("take over a suggested one without touching what was billed", () => {
    const today = "2026-11-23";
    expect(withRate([rate("2026-04-01", "")], "5", today, true)).toEqual([rate("2026-04-01", "5")]);
    expect(withRate([rate("2026-04-01", "12", "1")], "5", today, true)).toEqual([
      rate("2026-04-01", "5", "1"),
    ]);
    expect(withRate([rate("2026-04-01", "12", "1")], "5", today, false)).toEqual([
      rate("2026-04-01", "12", "1"),
      rate(today, "5", "1"),
    ]);
    const same = [rate("2026-04-01", "5.00")];
    expect(withRate(same, "5", today, false)).toBe(same);
  });
  it("change for what was chosen", () => {
    const change = new GstChange();
    change.begin([], "4");
    expect(change.selection).toEqual({ category_id: 4 });
    change.which = "hsn";
    expect(change.selection).toBeNull();
    change.hsn = "3004";
    expect(change.selection).toEqual({ hsn_prefix: "3004" });
    expect(change.written).toBe(true);
    change.begin([3, 5], "");
    expect(change.selection).toEqual({ product_ids: [3, 5] });
    expect(change.written).toBe(false);
    change.tried = true;
    expect(change.problem("rate")).toBe("Write the rate in percent, such as 18.");
    change.rate = "118";
    expect(change.problem("rate")).toMatch(/0 and 100/);
  });
});

describe("what the list of codes says", () => {
  it("is of the longest code it begins with", () => {
    const code = (code: string) => ({ code, description: "", kind: "goods" as const, gst_rate: null });
    const codes = [code("9018"), code("90184900"), code("3006")];
    expect(aboutCode(codes, "90184900")?.code).toBe("90184900");
    expect(aboutCode(codes, "90181100")?.code).toBe("9018");
    expect(aboutCode(codes, "30")).toBeNull();
  });
  it("never suggests less than was typed", () => {
    const code = (code: string) => ({ code, description: "Tools", kind: "goods" as const, gst_rate: "5" });
    const codes = [code("9018"), code("901849"), code("90184900")];
    const suggested = (typed: string) => suggestedCodes(codes, typed, "goods").map((one) => one.code);
    expect(suggested("9018")).toEqual(["9018", "901849", "90184900"]);
    expect(suggestedCodes(codes.slice(1), "9018", "goods").map((one) => one.code)).toEqual([
      "9018",
      "901849",
      "90184900",
    ]);
    expect(suggested("90181100")).toEqual([]);
    expect(suggested("90184")).toEqual(["901849", "90184900"]);
    expect(suggested("tool")).toEqual(["9018", "901849", "90184900"]);
  });
  it("begins with the codes of the kind at hand", () => {
    const code = (code: string) => ({ code, description: "Dental", kind: kindOf(code), gst_rate: null });
    const codes = [code("9018"), code("9402"), code("999312"), code("998731")];
    const suggested = (kind: "goods" | "service") =>
      suggestedCodes(codes, "dental", kind).map((one) => one.code);
    expect(suggested("service")).toEqual(["999312", "998731", "9018", "9402"]);
    expect(suggested("goods")).toEqual(["9018", "9402", "999312", "998731"]);
    expect(suggestedCodes(codes, "9", "service")[0]?.code).toBe("999312");
  });
});

const category = (id: number, name: string, parent_id: number | null = null): ProductCategory => ({
  id,
  parent_id,
  name,
  path: name,
  products: 0,
});

describe("the tree of categories", () => {
  const all = [
    category(1, "Fasteners"),
    category(2, "Bolts", 1),
    category(3, "M10", 2),
    category(4, "Castings"),
    category(5, "Lost", 99),
  ];
  it("stands parents first, brothers by name", () => {
    expect(inTreeOrder(all).map((one) => `${one.depth} ${one.name}`)).toEqual([
      "0 Castings",
      "0 Fasteners",
      "1 Bolts",
      "2 M10",
      "0 Lost",
    ]);
  });
  it("knows what lies below", () => {
    expect([...withDescendants(all, 1)].toSorted()).toEqual([1, 2, 3]);
  });
  it("finds how far a typed path exists", () => {
    expect(pathParts(" Dental > Burs › ")).toEqual(["Dental", "Burs"]);
    expect(missingOf(all, ["fasteners", "Bolts", "M12"])).toEqual({ parent: 2, names: ["M12"] });
    expect(missingOf(all, ["Dental", "Burs"])).toEqual({ parent: null, names: ["Dental", "Burs"] });
    expect(missingOf(all, ["Castings"])).toEqual({ parent: 4, names: [] });
  });
});

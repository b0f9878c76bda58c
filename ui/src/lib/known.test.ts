import { beforeEach, describe, expect, it, vi } from "vitest";
import { conversionOf, decimalsOf, ratesOn, taxRates, unitChoices, units } from "./known.svelte";

const unit = (code: string, into?: string, factor = "1", retired: string | null = null) => ({
  code,
  name: code,
  uqc: "OTH",
  decimals: code === "KGS" ? 3 : 0,
  conversion: into ? { unit: into, factor } : null,
  retired_at: retired,
});
const rate = (percent: string, from_on: string, until_on: string | null) => ({
  rate: percent,
  from_on,
  until_on,
});

beforeEach(async () => {
  const answers: Record<string, unknown> = {
    "/api/units": {
      units: [
        unit("GRS", "DOZ", "12"),
        unit("DOZ", "NOS", "12"),
        unit("NOS"),
        unit("KGS", "GMS", "0.5", "2026-01-01"),
      ],
    },
    "/api/tax-rates": {
      tax_rates: [
        rate("12", "2017-07-01", "2025-09-21"),
        rate("18", "2017-07-01", null),
        rate("40", "2025-09-22", null),
      ],
    },
  };
  vi.stubGlobal("fetch", async (asked: string | URL) => {
    const { pathname } = new URL(String(asked), "http://localhost");
    return new Response(JSON.stringify(answers[pathname]), {
      headers: { "content-type": "application/json" },
    });
  });
  await Promise.all([units.load(), taxRates.load()]);
});

describe("what a business keeps for choices", () => {
  it("tells a unit in another over as many steps as it takes", () => {
    expect(conversionOf("DOZ", "NOS")).toBe("12");
    expect(conversionOf("GRS", "NOS")).toBe("144");
    expect(conversionOf("KGS", "GMS")).toBe("0.5");
    expect([conversionOf("NOS", "DOZ"), conversionOf("NOS", "NOS"), conversionOf("ELL", "NOS")]).toEqual([
      null,
      null,
      null,
    ]);
  });
  it("offers no retired unit, and knows how finely one is counted", () => {
    expect(unitChoices().map(({ value }) => value)).toEqual(["GRS", "DOZ", "NOS"]);
    expect([decimalsOf("KGS"), decimalsOf("NOS"), decimalsOf("ELL")]).toEqual([3, 0, 6]);
  });
  it("offers the rates of a day", () => {
    expect(ratesOn("2025-09-21").map((one) => one.rate)).toEqual(["12", "18"]);
    expect(ratesOn("2025-09-22").map((one) => one.rate)).toEqual(["18", "40"]);
  });
});

import { describe, expect, it } from "vitest";
import type { MaterialCount } from "$lib/types";
import { difference, signed } from "./decimal";
import { materialShape } from "./shape";
import { inTime, roundUp, steps } from "./steps";

describe("the difference of two counts", () => {
  it("is exact", () => {
    expect(difference("0.3", "0.1")).toBe("0.2");
    expect(difference("12", "12.5")).toBe("-0.5");
    expect(difference("1200.500000", "0.500000")).toBe("1200");
    expect(difference("99999999999.999999", "0.000001")).toBe("99999999999.999998");
    expect(difference("5", "5.000")).toBe("0");
  });

  it("is shown with its sign", () => {
    expect(signed("2.5")).toBe("+2.5");
    expect(signed("-1200")).toBe("−1,200");
    expect(signed("0")).toBe("0");
    expect(signed(null)).toBe("–");
  });
});

const counted = (id: number, counted_on: string, quantity: string): MaterialCount => ({
  id,
  counted_on,
  quantity,
  difference: null,
  note: "",
  recorded_at: `${counted_on}T05:00:00Z`,
  who: "system",
});
const box = { width: 100, height: 50, left: 0, right: 0, above: 0, below: 0 };

describe("the quantity over time", () => {
  it("stays until the next count, and on to today", () => {
    const drawn = steps([counted(1, "2026-01-01", "10"), counted(2, "2026-01-06", "5")], "2026-01-11", box);
    expect(drawn?.line).toBe("M0 0H50V25H100");
    expect(drawn?.area).toBe("M0 0H50V25H100V50H0Z");
    expect(drawn?.top).toBe(10);
  });

  it("goes from left to right whatever order it is told in", () => {
    const counts = [
      counted(3, "2026-01-06", "1"),
      counted(2, "2026-01-06", "5"),
      counted(1, "2026-01-01", "10"),
    ];
    expect(inTime(counts).map((count) => count.id)).toEqual([1, 2, 3]);
  });

  it("draws one count, a count of nothing, and no count at all", () => {
    expect(steps([counted(1, "2026-01-01", "10")], "2026-01-01", box)?.line).toBe("M0 0H100");
    expect(steps([counted(1, "2026-01-01", "0")], "2026-01-02", box)?.line).toBe("M0 50H100");
    expect(steps([], "2026-01-01", box)).toBeNull();
  });

  it("ends its scale at a round number", () => {
    expect([0, 0.3, 1, 9, 11, 41, 480, 1200].map(roundUp)).toEqual([1, 0.3, 1, 10, 12, 50, 500, 1200]);
  });
});

describe("the form of a material", () => {
  it("sends back what it was given", () => {
    const form = { code: "RM-040", name: "Tube 40 × 4", unit: "m", store: "Raw material", notes: "" };
    expect(materialShape.toBody(form)).toEqual(form);
  });
  it("asks for name and unit; a code is made", () => {
    expect(Object.keys(materialShape.check?.(materialShape.blank()) ?? {})).toEqual(["name", "unit"]);
  });
});

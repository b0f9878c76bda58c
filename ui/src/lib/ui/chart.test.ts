import { describe, expect, it } from "vitest";
import { barsOf, lengthsOf } from "./chart";

const room = { width: 120, height: 100, above: 20, below: 20 };

describe("bars", () => {
  it("stand on one ground, the greatest as tall as there is room", () => {
    const bars = barsOf([0, 5, 10], room);
    expect(bars.map(({ y, height }) => [y, height])).toEqual([
      [80, 0],
      [50, 30],
      [20, 60],
    ]);
    expect(bars.map(({ middle }) => middle)).toEqual([20, 60, 100]);
  });
  it("are seen however small, and are none for nothing", () => {
    expect(barsOf([1, 100_000], room)[0]?.height).toBe(2);
    expect(barsOf([0, 0], room).map(({ height }) => height)).toEqual([0, 0]);
    expect(barsOf([], room)).toEqual([]);
  });
  it("share a length", () => expect(lengthsOf([10, 5, 0, 0.001])).toEqual([100, 50, 0, 1]));
});

import { expect, it } from "vitest";
import { shiftMonth, startOfWeek, weeksOf } from "./month";

it("begins a week where the person's weeks begin", () => {
  expect(startOfWeek("2026-11-25", "sun")).toBe("2026-11-22");
  expect(startOfWeek("2026-11-22", "mon")).toBe("2026-11-16");
  expect(startOfWeek("2026-11-21", "sat")).toBe("2026-11-21");
});

it("keeps to the last day of a shorter month", () => {
  expect(shiftMonth("2026-03-31", -1)).toBe("2026-02-28");
  expect(shiftMonth("2024-01-31", 1)).toBe("2024-02-29");
  expect(shiftMonth("2026-01-15", -1)).toBe("2025-12-15");
  expect(shiftMonth("2024-02-29", 12)).toBe("2025-02-28");
});

it("lays out every day of a month once, in whole weeks", () => {
  for (const [date, weeks] of [
    ["2026-11-23", 5],
    ["2026-02-01", 4],
    ["2026-08-31", 6],
    ["2026-12-31", 5],
  ] as const) {
    const laid = weeksOf(date, "sun");
    expect(laid, date).toHaveLength(weeks);
    const days = laid.flat().filter((day) => day !== null);
    expect(days[0], date).toBe(`${date.slice(0, 7)}-01`);
    expect(new Set(days).size, date).toBe(days.length);
    expect(shiftMonth(`${date.slice(0, 7)}-31`, 0), date).toBe(days.at(-1));
  }
});

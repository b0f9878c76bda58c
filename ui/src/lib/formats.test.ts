import { afterEach, describe, expect, it } from "vitest";
import { count, day, dayOfYear, money, month, parseDay, parseDecimal, regroup } from "./format";
import { chooseFormat, formats, startFormats } from "./formats.svelte";

const DAY = "2026-04-05";

afterEach(() => {
  chooseFormat("dates", "words");
  chooseFormat("numbers", "indian");
  chooseFormat("density", "comfortable");
});

describe("days and numbers as a person likes them", () => {
  it.each([
    ["words", "5 Apr 2026"],
    ["slashes", "05/04/2026"],
    ["dots", "05.04.2026"],
    ["iso", "2026-04-05"],
  ] as const)("a day in %s is %s, and is read again as it is written", (form, written) => {
    chooseFormat("dates", form);
    expect(day(DAY)).toBe(written);
    expect(parseDay(written)).toBe(DAY);
  });

  it("groups by thousands for those who count in millions, and reads either", () => {
    chooseFormat("numbers", "international");
    expect(money("-1234567.50")).toBe("−1,234,567.50");
    expect(count(1234567)).toBe("1,234,567");
    expect(regroup("1234567", 7)).toEqual({ text: "1,234,567", caret: 9 });
    expect(parseDecimal("12,34,567.50")).toBe("1234567.50");
    chooseFormat("numbers", "indian");
    expect(count(1234567)).toBe("12,34,567");
  });

  it("keeps a sign while it is typed", () =>
    expect(regroup("-1234", 5)).toEqual({ text: "-1,234", caret: 6 }));

  it("names months and days of this year in short", () => {
    expect(month("2026-04-01")).toBe("Apr");
    expect(month("2026-04-01", { year: true })).toBe("Apr 2026");
    expect(dayOfYear(DAY)).toBe("5 Apr");
  });

  it("is there again the next time, and knows nothing it cannot write", () => {
    chooseFormat("density", "compact");
    chooseFormat("week", "mon");
    localStorage.setItem("cashflow.format.dates", "roman");
    Object.assign(formats, { density: "comfortable", week: "sun" });
    startFormats();
    expect(document.documentElement.dataset["density"]).toBe("compact");
    expect([formats.week, formats.dates]).toEqual(["mon", "words"]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ago,
  bytes,
  day,
  grouped,
  inPaise,
  listed,
  longDay,
  money,
  parseDay,
  parseDecimal,
  percent,
  phone,
  quantity,
  regroup,
  shiftDay,
  shortMoney,
} from "./format";
import { loadWords, t } from "./messages";
import { remember } from "./storage";

describe("numbers stay exact text", () => {
  it.each([
    ["0", "0"],
    ["999", "999"],
    ["1000", "1,000"],
    ["100000", "1,00,000"],
    ["1234567.50", "12,34,567.50"],
    ["-1234567.5", "−12,34,567.5"],
    ["123456789012345678901.99", "12,34,56,78,90,12,34,56,78,901.99"],
    ["not a number", "not a number"],
  ])("groups %s as %s", (plain, written) => expect(grouped(plain)).toBe(written));

  it.each([
    ["123456", 6, "1,23,456", 8],
    ["1,2345", 6, "12,345", 6],
    ["1,23456", 3, "1,23,456", 3],
    ["12,34", 2, "1,234", 3],
    ["1234.5", 2, "1,234.5", 3],
    ["1,234.", 6, "1,234.", 6],
    ["१२३४", 4, "1,234", 5],
    ["12a", 3, "12a", 3],
    ["", 0, "", 0],
  ])("groups %s with the caret at %i while it is typed", (typed, caret, text, after) =>
    expect(regroup(typed, caret)).toEqual({ text, caret: after }),
  );

  it("writes money to the paisa, and rates as they are spoken", () => {
    expect(["1180", "1180.", "1180.5", "0", "x", ""].map(inPaise)).toEqual([
      "1180.00",
      "1180.00",
      "1180.50",
      "0.00",
      "x",
      "",
    ]);
    expect(["18.00", "0.25", "5", "", null].map(percent)).toEqual(
      ["18 %", "0.25 %", "5 %", "–", "–"].map(thin),
    );
  });

  it("shows money with a dash for nothing", () => {
    expect(money("1180.00")).toBe("1,180.00");
    expect(money("-1180.00", { symbol: true })).toBe("−₹1,180.00");
    expect(money(null)).toBe("–");
  });

  it.each([
    ["99999.99", "₹99,999.99"],
    ["100000.00", "₹1 lakh"],
    ["120000.00", "₹1.2 lakh"],
    ["123456.78", "₹1.23 lakh"],
    ["-125500.00", "−₹1.26 lakh"],
    ["9999499.99", "₹99.99 lakh"],
    ["9999500.00", "₹1 crore"],
    ["10000000", "₹1 crore"],
    ["12345678.00", "₹1.23 crore"],
    ["90071992547409931.00", "₹9,00,71,99,254.74 crore"],
    ["", "–"],
  ])("says %s in short as %s", (amount, short) => expect(shortMoney(amount)).toBe(short));

  it("drops only zeros that say nothing from a quantity", () => {
    expect(quantity("2.500000")).toBe("2.5");
    expect(quantity("1200.000")).toBe("1,200");
    expect(quantity("100")).toBe("100");
  });

  it.each([
    ["1,23,456.50", "123456.50"],
    [" ₹ 12 ", "12"],
    ["१२.५", "12.5"],
    ["007", "7"],
    [".5", "0.5"],
    ["", null],
    ["12a", null],
    ["1.234", null],
    ["-3", null],
    ["1e5", null],
  ])("reads %j as %j", (typed, number) => expect(parseDecimal(typed, { decimals: 2 })).toBe(number));

  it("takes a minus only where one makes sense", () => {
    expect(parseDecimal("−3", { negative: true })).toBe("-3");
  });
});

describe("days", () => {
  const today = new Date(2026, 10, 23);

  it("shows a day without minding the time zone", () => expect(day("2026-11-03")).toBe("3 Nov 2026"));

  it.each([
    ["23/11/2026", "2026-11-23"],
    ["3-1-26", "2026-01-03"],
    ["14 aug 78", "1978-08-14"],
    ["5 December", "2026-12-05"],
    ["7", "2026-11-07"],
    ["today", "2026-11-23"],
    ["+10", "2026-12-03"],
    ["2026-02-29", null],
    ["31/11", null],
    ["soon", null],
  ])("reads %j as %j", (typed, date) => expect(parseDay(typed, today)).toBe(date));

  it("steps over a month's end", () => expect(shiftDay("2026-02-28", 1)).toBe("2026-03-01"));
});

describe("moments", () => {
  const now = new Date(2026, 10, 23, 15, 0);
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString();

  it.each([
    [20_000, "just now"],
    [5 * 60_000, "5 min ago"],
    [3 * 3_600_000, "3 h ago"],
    [20 * 3_600_000, "yesterday"],
    [3 * 86_400_000, "Friday"],
    [42 * 86_400_000, "12 Oct"],
    [400 * 86_400_000, "19 Oct 2025"],
  ])("%i ms before now is %s", (ms, words) => expect(ago(before(ms), now)).toBe(words));
});

it("shows sizes as people read them", () => {
  expect(bytes(512)).toBe("512 B");
  expect(bytes(43_203_000)).toBe("41.2 MB");
});

it("splits Indian mobile numbers and leaves others", () => {
  expect(phone("9822011874")).toBe("98220 11874");
  expect(phone("+919822011874")).toBe("98220 11874");
  expect(phone("020 2704 2777")).toBe("020 2704 2777");
});

function thin(text: string): string {
  return text.replace(" %", "\u00a0%");
}

it("writes a list as a sentence has it", () => {
  expect(listed(["Aspirin"])).toBe("Aspirin");
  expect(listed(["Aspirin", "Cough syrup", "10 more"])).toBe("Aspirin, Cough syrup and 10 more");
});

describe("in Hindi", () => {
  const speak = async (language: string) => {
    remember("language", language);
    await loadWords();
  };
  beforeAll(() => speak("hi"));
  afterAll(() => speak("en"));

  it("amounts are told in lakh and crore, with digits that everyone reads", () => {
    expect(shortMoney("120000.00")).toBe("₹1.2 लाख");
    expect(shortMoney("-12345678.00")).toBe("−₹1.23 करोड़");
    expect(money("1234567.50")).toBe("12,34,567.50");
    expect(t("start.businesses", { count: 123456 })).toBe("1,23,456 व्यवसाय");
  });

  it("days have Hindi months, in what is shown and in what is typed", () => {
    const today = new Date(2026, 10, 23);
    expect(day("2026-11-03")).toBe("3 नवंबर 2026");
    expect(longDay(today)).toBe("सोमवार, 23 नवंबर");
    expect(["14 अगस्त 78", "5 दिसं", "आज", "2 nov 26"].map((typed) => parseDay(typed, today))).toEqual([
      "1978-08-14",
      "2026-12-05",
      "2026-11-23",
      "2026-11-02",
    ]);
  });

  it("moments are told in Hindi", () => {
    const now = new Date(2026, 10, 23, 15, 0);
    const before = (ms: number) => ago(new Date(now.getTime() - ms).toISOString(), now);
    expect([20_000, 5 * 60_000, 3 * 3_600_000, 20 * 3_600_000, 42 * 86_400_000].map(before)).toEqual([
      "अभी",
      "5 मिनट पहले",
      "3 घंटे पहले",
      "कल",
      "12 अक्तूबर",
    ]);
  });
});

import { expect, it } from "vitest";
import { numberProblem } from "./number-problem";

it("tells what is written too finely from what is no number, or too large", () => {
  expect(numberProblem("1,234.50", 2)).toBeUndefined();
  expect(numberProblem("12.345", 2)).toBe("At most 2 decimals.");
  expect(numberProblem("₹ १२.३४५", 2)).toBe("At most 2 decimals.");
  expect(numberProblem("1.25", 1)).toBe("At most 1 decimal.");
  expect(numberProblem("1.5", 0)).toBe("A whole number, without decimals.");
  expect(numberProblem("12.3.45", 2)).toBe("Write this as a number, such as 1,500.");
  expect(numberProblem("", 2)).toBe("Write this as a number, such as 1,500.");
  const rate = { most: 100, otherwise: "Between 0 and 100." };
  expect(numberProblem("18.25", 2, rate)).toBeUndefined();
  expect(numberProblem("100.001", 2, rate)).toBe("Between 0 and 100.");
  expect(numberProblem("-1", 2, rate)).toBe("Between 0 and 100.");
});

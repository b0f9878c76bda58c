import { expect, it } from "vitest";
import { usedPercent } from "./disk";

it.each([
  [50, 200, 75],
  [0, 200, 100],
  [200, 200, 0],
  [1, 100_000, 99],
  [99_999, 100_000, 1],
  [0, 0, 0],
])("%i free of %i is %i percent used", (free, total, percent) =>
  expect(usedPercent({ free_bytes: free, total_bytes: total })).toBe(percent),
);

import { expect, it } from "vitest";
import { iconOf } from "./trade";

it.each([
  [{ features: ["patient_management", "dental_supplies"] }, "stethoscope"],
  [{ features: ["bom_management", "material_management"] }, "factory"],
  [{ features: ["material_management"] }, "boxes"],
  [{ features: [] }, "store"],
  [{ features: ["patient_management"], icon: "paw-print" }, "paw-print"],
])("a trade nobody has written code for has an icon: %j", (domain, icon) =>
  expect(iconOf(domain)).toBe(icon),
);

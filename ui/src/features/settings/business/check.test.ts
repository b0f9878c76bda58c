import { expect, it } from "vitest";
import { firstPart, problemsOf } from "./check";

it("a name may not be emptied, and a colour is six digits", () => {
  const problems = problemsOf({
    "branding.company_name": " ",
    "branding.accent_color": "#12",
    "branding.primary_color": "#2e86ab",
    "branding.secondary_color": null,
    "branding.address": "",
  });
  expect(Object.keys(problems)).toEqual(["branding.company_name", "branding.accent_color"]);
  expect(firstPart(problems)).toBe("profile");
});

it("nothing to mend leads nowhere", () => {
  expect(firstPart(problemsOf({ "branding.address": "" }))).toBeNull();
  expect(firstPart({ "features.1": "There is no such feature." })).toBe("features");
});

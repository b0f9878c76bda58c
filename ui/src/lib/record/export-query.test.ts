import { expect, it } from "vitest";
import { asked } from "./export-query";

it("asks only what narrows the list, ids as numbers", () => {
  const query = {
    search: "27",
    kind: "",
    category: "12",
    state: "27",
    include_archived: false,
    sort: "-name",
  };
  expect(asked(query)).toEqual({ search: "27", category: 12, state: "27", sort: "-name" });
});

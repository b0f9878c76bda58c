import { expect, it } from "vitest";
import { en } from "./en";
import { t } from ".";

it("puts values into their places", () => {
  expect(t("error.request", { id: "r-1" })).toBe("request r-1");
});

it("counts", () => {
  expect(t("start.businesses", { count: 1 })).toBe("1 business");
  expect(t("start.businesses", { count: "1,284" })).toBe("1,284 businesses");
});

it("has no empty words", () => {
  for (const [key, message] of Object.entries(en)) {
    if (typeof message === "string") expect(message.trim(), key).not.toBe("");
  }
});

import { expect, it } from "vitest";
import { checkWord, filePath, worstFirst } from "./health";

it("puts what is wrong first and keeps the order otherwise", () => {
  const checks = (["ok", "warning", "ok", "error"] as const).map((status, i) => ({
    check: String(i),
    status,
    message: "",
  }));
  expect(worstFirst(checks).map((one) => one.check)).toEqual(["3", "1", "0", "2"]);
});

it("names a check it does not know by its own name", () => {
  expect(checkWord("integrity")).toBe("Contents");
  expect(checkWord("moon")).toBe("moon");
});

it.each([
  ["sqlite:tenants/shop.sqlite", "/data", "/data/tenants/shop.sqlite"],
  ["sqlite:tenants/shop.sqlite", "/data/", "/data/tenants/shop.sqlite"],
  ["sqlite:tenants/shop.sqlite", "C:\\data", "C:\\data\\tenants\\shop.sqlite"],
  ["sqlite:/other/shop.sqlite", "/data", "/other/shop.sqlite"],
  ["sqlite:D:/other/shop.sqlite", "C:\\data", "D:/other/shop.sqlite"],
  ["libsql://server/shop", "/data", "libsql://server/shop"],
])("the file of %j in %j is %j", (url, directory, path) => expect(filePath(url, directory)).toBe(path));

// How the screens are measured: as the browser tests run, one after the other, with the program as it is shipped.
import base from "../../tests/e2e/playwright.config";

export default {
  ...base,
  testDir: __dirname,
  testMatch: "**/*.bench.ts",
  workers: 1,
  timeout: 600_000,
  reporter: [["line"]],
};

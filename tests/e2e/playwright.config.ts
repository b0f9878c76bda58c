// How the browser tests run: the program that was built, the browser that is installed, one time zone and one
// language whatever this machine has. `script/test browser` sets the two variables.
import path from "node:path";
import { defineConfig } from "@playwright/test";

function told(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set. Run script/test, which builds the program and finds the browser.`);
  return value;
}
told("CASHFLOW_BIN");

export default defineConfig({
  testDir: __dirname,
  outputDir: path.join(__dirname, "../../ui/test-results"),
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: process.env.CI ? "dot" : "list",
  use: {
    locale: "en-IN",
    timezoneId: "Asia/Kolkata",
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 30_000,
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: told("CASHFLOW_CHROMIUM"),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--font-render-hinting=none",
      ],
    },
  },
});

// An update from a file, in a browser: junk is refused in words, a signed one is asked about and put in place.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { complaints } from "./support/axe";
import { Server } from "./support/server";
import { expect, test as base, type Page } from "./support/test";
import { updateKit, type Kit } from "./support/update-kit";

const test = base.extend<{ kit: Kit }>({
  // Playwright reads from the pattern what a fixture needs: here nothing.
  // eslint-disable-next-line no-empty-pattern
  kit: async ({}, use) => {
    const kit = updateKit();
    await use(kit);
    fs.rmSync(kit.folder, { recursive: true, force: true });
  },
  server: async ({ kit }, use) => {
    const server = await new Server({ CASHFLOW_UPDATE_KEY: kit.publicKey }, kit.program).start();
    await use(server);
    await server.dispose();
  },
});

async function choose(page: Page, file: string) {
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("u");
  await (await choosing).setFiles(file);
}

test("a signed update is put in place, everything backed up first", async ({
  page,
  api,
  kit,
  server,
  watch,
}) => {
  await api.samples();
  await page.goto("/#/settings/machine");
  await expect(page.getByText("CashFlow releases 2026")).toBeVisible();
  const button = page.getByRole("button", { name: "Update from a file…" });
  await expect(button).toBeEnabled();

  const junk = path.join(kit.folder, "holiday.cashflow-update");
  fs.writeFileSync(junk, "a picture of a beach");
  watch.allow(/422/);
  await choose(page, junk);
  await expect(page.getByRole("alert")).toContainText("It is no CashFlow update");

  await expect(button).toBeEnabled();
  await choose(page, kit.update);
  const dialog = page.getByRole("dialog", { name: "Update CashFlow?" });
  await expect(dialog).toContainText("→ 99.0.0");
  await expect(dialog).toContainText("CashFlow releases 2026");
  await expect(dialog).toContainText("Invoices are numbered by branch.");
  expect(await complaints(page, "all")).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("ask.png") });
  await dialog.getByRole("button", { name: "Back up and update" }).press("Enter");

  const done = page.getByRole("dialog", {
    name: "CashFlow 99.0.0 is in place",
  });
  await expect(done).toContainText("3 businesses were backed up first.");
  await expect(done).toContainText(`${kit.program}.previous`);
  await page.screenshot({ path: test.info().outputPath("done.png") });
  await done.getByRole("button", { name: "Close" }).last().press("Enter");
  await expect(page.getByText("99.0.0 opens at the next start")).toBeVisible();
  expect(execFileSync(kit.program, ["--version"]).toString()).toBe("cashflow-edge 99.0.0\n");
  const backups = fs.readdirSync(path.join(server.dataDir, "backups/corner_shop"));
  expect(backups.filter((name) => name.endsWith("-before-update.sqlite.zst"))).toHaveLength(1);
});

base("a build without a release key says that it refuses every update", async ({ page, api }) => {
  const { json } = await api.ask("GET", "/api/installation/update");
  test.skip((json as { keys: unknown[] }).keys.length > 0, "this build knows a release key");
  await api.samples();
  await page.goto("/#/settings/machine");
  await expect(page.getByText("This build knows no release key")).toBeVisible();
});

// A business moves to another machine in one file, by the screens alone: all of it is there, and nothing is put over
// what was there before.
import { Api } from "./support/api";
import { dropArchive } from "./support/screens";
import { Server } from "./support/server";
import { expect, test, type Page } from "./support/test";

const parties = (page: Page) => page.getByRole("table").getByRole("row");

/** Saves the shop as one file from its own settings; where the browser put it. */
async function saveShop(page: Page): Promise<string> {
  await page.goto("/#/b/corner_shop/settings?part=file");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the business as one file…" }).press("Enter");
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^corner_shop-\d{4}-\d\d-\d\d\.cashflow$/);
  return download.path();
}

/** Chooses the file by the start screen's own button. */
async function choose(page: Page, file: string): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Take in a business…" }).press("Enter");
  await (
    await choosing
  ).setFiles({
    name: "shop.cashflow",
    mimeType: "application/octet-stream",
    buffer: (await import("node:fs")).readFileSync(file),
  });
}

test("a business moves to another machine and all the same is there", async ({ page, api, watch }) => {
  await api.samples();
  await api.party("corner_shop", "Asha Traders", { notes: "pays on Fridays" });
  await api.product("corner_shop", "Washing soap");
  const file = await saveShop(page);
  await page.goto("/#/b/corner_shop/parties");
  await expect(page.getByRole("link", { name: "Asha Traders" })).toBeVisible();
  const here = await parties(page).allInnerTexts();

  const second = await new Server().start();
  try {
    watch.allow(new RegExp(`^request to another place: ${second.url}/`));
    await page.goto(`${second.url}/#/`);
    await choose(page, file);
    const dialog = page.getByRole("dialog", { name: "Take in a business" });
    await expect(dialog.getByRole("heading", { name: "Corner Shop" })).toBeVisible();
    await expect(dialog).toContainText(/\d+ parties/);
    await expect(dialog.getByRole("textbox", { name: "Short name here" })).toHaveValue("corner_shop");
    await expect(dialog.getByRole("textbox", { name: "Name here", exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Corner Shop is taken in" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Open it" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveTitle("Corner Shop · CashFlow");

    await page.goto(`${second.url}/#/b/corner_shop/parties`);
    await expect(page.getByRole("link", { name: "Asha Traders" })).toBeVisible();
    expect(await parties(page).allInnerTexts()).toEqual(here);
    const there = new Api(second);
    for (const list of ["parties", "products", "price-lists", "product-categories"]) {
      const path = `/api/${list}`;
      expect(await there.call("GET", path, undefined, "corner_shop"), list).toEqual(
        await api.call("GET", path, undefined, "corner_shop"),
      );
    }
  } finally {
    await second.dispose();
  }
});

test("where its short name is taken, it comes beside the other and under a name of one's choice", async ({
  page,
  api,
  watch,
}) => {
  await api.samples();
  await page.goto("/#/");
  await expect(page.getByRole("button", { name: "Take in a business…" })).toBeVisible();
  await dropArchive(page, "corner_shop");
  const dialog = page.getByRole("dialog", { name: "Take in a business" });
  await expect(dialog).toContainText("“corner_shop” is taken here, so it comes as “corner_shop_2”");
  const short = dialog.getByRole("textbox", { name: "Short name here" });
  const yes = dialog.getByRole("button", { name: "Take it in" });
  await short.fill("corner_shop");
  await expect(short).toHaveAttribute("aria-invalid", "true");
  await expect(dialog).toContainText("exists already");
  await expect(yes).toBeDisabled();
  await short.fill("Corner Shop!");
  await expect(dialog).toContainText("Use small letters");
  await short.fill("shop_of_may");
  await expect(short).not.toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("textbox", { name: "Name here", exact: true }).fill("The shop in May");
  await expect(yes).toBeEnabled();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "The shop in May is taken in" }).waitFor();
  await page.keyboard.press("Escape");
  const list = page.getByRole("list", { name: "Businesses" });
  await expect(list.getByRole("link")).toHaveCount(4);
  await expect(list).toContainText("The shop in May");

  watch.allow(/409/);
  await dropArchive(page);
  const refused = page.getByRole("dialog", {
    name: "This file cannot be taken in",
  });
  await expect(refused).toContainText("This is no archive of CashFlow.");
  await page.keyboard.press("Escape");
  await expect(list.getByRole("link")).toHaveCount(4);
});

test("while a file is read, how much of it is here is told; then its own logo", async ({ page, api }) => {
  await api.samples();
  await page.goto("/#/");
  await expect(page.getByRole("button", { name: "Take in a business…" })).toBeVisible();
  const slow = await page.context().newCDPSession(page);
  await slow.send("Network.enable");
  await slow.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 60_000,
  });
  await dropArchive(page, "corner_shop");
  const dialog = page.getByRole("dialog", { name: "Take in a business" });
  const progress = dialog.getByRole("progressbar", { name: /^Looking into corner_shop-/ });
  await expect(progress).toHaveAttribute("aria-valuetext", /^[\d.]+ \S?B of [\d.]+ \S?B brought here$/);
  await expect(progress).not.toHaveAttribute("aria-valuenow", "0");
  await expect(dialog.getByRole("heading", { name: "Corner Shop" })).toBeVisible({ timeout: 20_000 });
  const logo = dialog.locator("img");
  await expect(logo).toHaveJSProperty("complete", true);
  expect(await logo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
});

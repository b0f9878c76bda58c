// The settings: a business's look with its preview, its life from active to deleted, its file, what lies on disk.
import fs from "node:fs";
import path from "node:path";
import { expect, test, type Page } from "./support/test";
import { rgb, token } from "./support/look";

const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible();

test.beforeEach(async ({ api }) => {
  await api.samples();
});

/** The installation's list, with the keyboard on one business. */
async function stepOn(page: Page, name: string) {
  await page.goto("/#/settings");
  await expect(row(page, name)).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search by name or short name" })).toBeFocused();
  for (let i = 0; i < 4; i += 1) {
    await page.keyboard.press("ArrowDown");
    if (await row(page, name).evaluate((element) => element === document.activeElement)) return;
  }
  await expect(row(page, name)).toBeFocused();
}

test("a new colour is seen in the preview first, and everywhere when it is saved", async ({ page }) => {
  await page.goto("/#/b/corner_shop/settings");
  await page.getByRole("tab", { name: "Profile" }).focus();
  await page.keyboard.press("ArrowRight");
  const colour = page.getByRole("textbox", { name: "Main colour" });
  await expect(colour).toHaveValue(/#2f7d5b/i);
  await colour.fill("#8a2be2");
  const bars = page.locator("section").filter({ hasText: "How it will look" });
  await expect
    .poll(() =>
      bars.evaluate((element) => {
        const inside = [...element.querySelectorAll<HTMLElement>("*")].map((e) =>
          getComputedStyle(e).getPropertyValue("--brand"),
        );
        return inside.some((value) => /#8a2be2/i.test(value));
      }),
    )
    .toBe(true);
  expect(await token(page, "--brand")).toBe(rgb("#2f7d5b")); // not yet
  await expect(page.getByText("1 change not saved")).toBeVisible();
  await page.keyboard.press("Control+S");
  await told(page, "Saved");
  await expect.poll(() => token(page, "--brand")).toBe(rgb("#8a2be2"));
  await page.reload();
  await expect(page.getByRole("button", { name: /switch business/ })).toBeVisible();
  expect(await token(page, "--brand")).toBe(rgb("#8a2be2"));
});

test("name, GST number and logo; a wrong value is said at its field; unsaved words are kept", async ({
  page,
  watch,
}) => {
  await page.goto("/#/b/dental_clinic_abc/settings");
  await told(page, /GSTIN/); // the sample's number is none
  const name = page.getByRole("textbox", { name: /^Name/ });
  await name.fill("ABC Dental & Sons");
  await page.getByRole("textbox", { name: "GST number" }).fill("27AADCP4471K1Z4");
  await told(page, "Maharashtra");
  await name.fill("");
  watch.allow(/422/);
  await page.keyboard.press("Control+S");
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill("ABC Dental & Sons");
  await page.keyboard.press("Control+0"); // leaves? Not unasked.
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.getByRole("button", { name: "Keep editing" }).press("Enter");
  await expect(name).toHaveValue("ABC Dental & Sons");
  await page.keyboard.press("Control+S");
  await expect(page).toHaveTitle("ABC Dental & Sons · CashFlow");
  await expect(page.getByRole("button", { name: "ABC Dental & Sons, switch business" })).toBeVisible();

  await page.getByRole("tab", { name: "Look" }).click();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose another…" }).press("Enter");
  await (await choosing).setFiles(path.join(__dirname, "../../tenants/samples/corner_shop.svg"));
  await expect(page.locator(".paper img"), "the logo, on paper before it is saved").toHaveAttribute(
    "src",
    /^data:/,
  );
  const logo = page.getByRole("button", { name: /switch business/ }).locator("img");
  const before = await logo.getAttribute("src");
  await page.keyboard.press("Control+S");
  await expect.poll(() => logo.getAttribute("src")).not.toBe(before);
});

test("a feature switched on brings its menu at once, switched off takes it away", async ({ page }) => {
  await page.goto("/#/b/corner_shop/settings?part=features");
  const menu = page.getByRole("navigation", { name: /menu/ });
  await expect(menu.getByRole("link", { name: "Materials" })).toHaveCount(0);
  // One that adds no screens yet says so.
  await expect(
    page.getByText("Work orders from planned to closed. Its screens are still to come."),
  ).toBeVisible();
  await expect(
    page.getByText("What lies in the stores, counted and remembered.", { exact: true }),
  ).toBeVisible();
  await page.getByRole("switch", { name: /^Materials/ }).press("Space");
  await expect(menu.getByRole("link", { name: "Materials" })).toBeVisible();
  await page.getByRole("switch", { name: /^Materials/ }).press("Space");
  await expect(menu.getByRole("link", { name: "Materials" })).toHaveCount(0);
});

test("deactivated, a business cannot be worked in, and is activated from where one meets it", async ({
  page,
  api,
  watch,
}) => {
  await stepOn(page, "Corner Shop");
  await page.keyboard.press("d");
  await page
    .getByRole("dialog", { name: "Deactivate Corner Shop?" })
    .getByRole("button", { name: "Deactivate" })
    .press("Enter");
  await told(page, "Corner Shop is inactive");
  await expect(row(page, "Corner Shop")).toContainText("inactive");
  expect((await api.ask("GET", "/api/workspace", undefined, "corner_shop")).json).toMatchObject({
    code: "tenant_inactive",
    status: 423,
  });

  await page.goto("/#/");
  await expect(page.getByRole("list", { name: "Businesses" }).getByRole("link")).toHaveCount(2);
  await expect(page.getByText("Also here: 1 inactive")).toBeVisible();
  watch.allow(/423/);
  await page.goto("/#/b/corner_shop/parties");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/not active|inactive/i);
  await expect(page.getByRole("navigation", { name: /menu/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Activate it" }).press("Enter");
  await expect(page).toHaveTitle("Corner Shop · CashFlow");
});

test("archived, restored by the toast's undo and by the list", async ({ page }) => {
  await stepOn(page, "Corner Shop");
  await page.keyboard.press("a");
  await page
    .getByRole("dialog", { name: "Archive Corner Shop?" })
    .getByRole("button", { name: "Archive" })
    .press("Enter");
  await told(page, "Corner Shop is archived");
  await expect(row(page, "Corner Shop")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(row(page, "Corner Shop")).toBeVisible();

  await stepOn(page, "Corner Shop");
  await page.keyboard.press("a");
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).press("Enter");
  await expect(row(page, "Corner Shop")).toHaveCount(0);
  await page.getByRole("button", { name: "With archived" }).press("Enter");
  await expect(row(page, "Corner Shop")).toContainText("archived");
  await page.getByRole("button", { name: "Corner Shop: what can be done" }).press("Enter");
  await page.getByRole("menuitem", { name: "Restore" }).press("Enter");
  await told(page, "Corner Shop is back");
});

test("the export is a whole database, also of an inactive business", async ({ page, api }) => {
  await api.call("POST", "/api/tenants/corner_shop/deactivate", {});
  for (const name of ["Corner Shop", "ABC Dental Clinic"]) {
    await stepOn(page, name);
    const downloading = page.waitForEvent("download");
    await page.keyboard.press("e");
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.sqlite$/);
    const bytes = fs.readFileSync(await download.path());
    expect(bytes.subarray(0, 16).toString("latin1")).toBe("SQLite format 3\0");
    expect(bytes.length % bytes.readUInt16BE(16)).toBe(0);
    await told(page, /was handed to the browser/);
  }
});

test("deleting wants the name and keeps a last backup; an export is taken in again", async ({
  page,
  server,
}) => {
  await stepOn(page, "Corner Shop");
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("e");
  const exported = await downloading;
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("dialog", { name: "Delete Corner Shop?" });
  const yes = dialog.getByRole("button", { name: "Delete this business" });
  await expect(yes).toBeDisabled();
  const box = dialog.getByRole("textbox", {
    name: "Type its name to delete it",
  });
  await expect(box).toBeFocused();
  await page.keyboard.type("Corner shop");
  await expect(yes).toBeDisabled();
  await box.fill("Corner Shop");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Corner Shop is deleted" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).last().press("Enter");
  await expect(row(page, "Corner Shop")).toHaveCount(0);

  const backups = fs.readdirSync(path.join(server.dataDir, "backups/corner_shop"));
  expect(backups.filter((file) => file.includes("before-delete"))).not.toEqual([]);
  fs.copyFileSync(await exported.path(), path.join(server.dataDir, "tenants/brought.sqlite"));
  fs.writeFileSync(
    path.join(server.dataDir, "tenants/holiday.sqlite"),
    "not a database at all, but long enough to be looked at",
  );

  await page.keyboard.press("Alt+2");
  await expect(page).toHaveURL(/#\/settings\/found$/);
  const file = page.getByRole("listitem").filter({ hasText: "brought.sqlite" });
  await expect(file).toContainText("Corner Shop");
  const foreign = page.getByRole("listitem").filter({ hasText: "holiday.sqlite" });
  await expect(foreign.getByRole("button", { name: "Take in" })).toHaveCount(0);
  await file.getByRole("button", { name: "Take in" }).press("Enter");
  await told(page, "Corner Shop is taken in");
  await page.getByRole("button", { name: "Open", exact: true }).press("Enter");
  await expect(page).toHaveTitle("Corner Shop · CashFlow");
});

test("the health of a business and of the installation", async ({ page, server }) => {
  await stepOn(page, "Corner Shop");
  await page.keyboard.press("h");
  const drawer = page.getByRole("dialog", { name: "Health of Corner Shop" });
  await expect(drawer.getByRole("status")).toHaveText(/All is well/);
  await expect(drawer.getByRole("listitem")).not.toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(row(page, "Corner Shop")).toBeFocused();
  await page.keyboard.press("Alt+3");
  await expect(page.getByText(server.dataDir).first()).toBeVisible();
  await expect(page.getByRole("meter", { name: "Disk" })).toBeVisible();
});

test("every action stands in the menu of a row, and Enter leads into the business's settings", async ({
  page,
}) => {
  await stepOn(page, "Corner Shop");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/settings\/business\/corner_shop$/);
  await expect(page.getByRole("heading", { level: 1, name: "Corner Shop" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/#\/settings$/);
  await page.getByRole("button", { name: "Corner Shop: what can be done" }).press("Enter");
  for (const name of ["Edit", "Open", "Health", "Export", "Deactivate", "Archive", "Delete…"])
    await expect(page.getByRole("menuitem", { name })).toBeVisible();
});

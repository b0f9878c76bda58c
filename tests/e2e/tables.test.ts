// Lists as a person arranges them: columns, views, rows marked and copied, and very many rows.
import { complaints } from "./support/axe";
import { expectNoSidewaysScroll } from "./support/look";
import { expect, test, type Page } from "./support/test";

const shop = "corner_shop";
const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });
const rows = (page: Page) => page.getByRole("table").locator("tbody tr[data-row]");
const head = (page: Page, name: string) => page.getByRole("columnheader", { name });
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();

test.beforeEach(async ({ api }) => {
  await api.samples();
});

async function openList(page: Page, query = "") {
  await page.goto(`/#/b/${shop}/parties${query}`);
  await expect(rows(page).first()).toBeVisible();
}

test("columns are shown, hidden and moved by keyboard, and stay so", async ({ page }) => {
  await openList(page);
  await expect(head(page, "E-mail")).toHaveCount(0);
  await page.getByRole("button", { name: "Choose the columns" }).press("Enter");
  const choice = (name: string) => page.getByRole("menuitemcheckbox", { name });
  await expect(choice("Name")).toBeFocused();
  expect(await complaints(page, "all")).toEqual([]);
  await choice("E-mail").press("Space");
  await choice("GSTIN").press("Space");
  await expect(head(page, "E-mail")).toBeVisible();
  await expect(head(page, "GSTIN")).toHaveCount(0);
  await choice("Name").press("Space"); // a row is known by its name
  await expect(choice("Name")).toBeChecked();
  await choice("E-mail").press("Alt+ArrowUp");
  await expect(choice("E-mail")).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Escape");
  const order = () => page.getByRole("columnheader").allInnerTexts();
  const chosen = ["Name", "Place", "E-mail", "Phone", "Updated"];
  const words = async () => (await order()).map((text) => text.replace("↑", "").trim()).filter(Boolean);
  await expect.poll(async () => (await words()).filter((word) => chosen.includes(word))).toEqual(chosen);
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(async () => (await words()).filter((word) => chosen.includes(word))).toEqual(chosen);
  await expectNoSidewaysScroll(page, "parties with chosen columns");

  await page.getByRole("button", { name: "Choose the columns" }).press("Enter");
  await page.getByRole("menuitem", { name: "As they were at first" }).press("Enter");
  await page.keyboard.press("Escape");
  await expect(head(page, "GSTIN")).toBeVisible();
  await expect(head(page, "E-mail")).toHaveCount(0);
});

test("a view keeps filters, order and columns under a name, and may be what the list opens with", async ({
  page,
}) => {
  await openList(page);
  await page.getByRole("button", { name: "Suppliers", exact: true }).press("Enter");
  await head(page, "Updated").getByRole("button").press("Enter");
  await page.getByRole("button", { name: "Choose the columns" }).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: "State" }).press("Space");
  await page.keyboard.press("Escape");
  await page.keyboard.press("v");
  await page.getByRole("menuitem", { name: "Save as a view…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Save as a view" });
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription("Type a name.");
  await page.keyboard.type("We buy from");
  await dialog.getByRole("checkbox", { name: "Open the list with this view" }).check();
  expect(await complaints(page, "all")).toEqual([]);
  await dialog.getByRole("textbox", { name: "Name" }).press("Enter");
  await told(page, "The view We buy from is saved");
  const suppliers = await rows(page).count();

  await page.getByRole("button", { name: "We buy from" }).press("Enter");
  await page.getByRole("menuitem", { name: "Everything", exact: true }).press("Enter");
  await expect(rows(page)).not.toHaveCount(suppliers);
  await page.goto(`/#/b/${shop}/home`);
  await openList(page);
  await expect(page.getByRole("button", { name: "We buy from" })).toBeVisible();
  await expect(rows(page)).toHaveCount(suppliers);
  await expect(head(page, "State")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Updated" })).toHaveAttribute("aria-sort", "ascending");

  // What is changed in it is its own until that is saved.
  await page.getByRole("button", { name: "Customers", exact: true }).press("Enter");
  await page.keyboard.press("v");
  await page.getByRole("menuitem", { name: "Save the changes to We buy from" }).press("Enter");
  await page.reload();
  await expect(page.getByRole("button", { name: "Customers", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.keyboard.press("v");
  await page.getByRole("menuitem", { name: "Delete We buy from" }).press("Enter");
  await told(page, "The view We buy from is deleted");
  await page.keyboard.press("v");
  await expect(page.getByRole("menuitem", { name: "We buy from" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await page.keyboard.press("v");
  await expect(page.getByRole("menuitem", { name: "We buy from", exact: true })).toBeVisible();
});

test("marked rows are archived together, and brought back by one undo", async ({ page, api }) => {
  for (const name of ["Zeta One", "Zeta Two", "Zeta Three", "Zeta Four"]) await api.party(shop, name);
  await openList(page, "?search=zeta");
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("3 marked")).toBeVisible();
  expect(await complaints(page, "all")).toEqual([]);
  await page.keyboard.press("Delete");
  await told(page, "3 records are archived");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toBeFocused();
  await expect(page.getByText("3 marked")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(rows(page)).toHaveCount(4);

  // By mouse: one box, then with Shift the stretch to another; Escape lets go of them.
  await page.getByRole("checkbox", { name: "Mark Zeta Four" }).check({ force: true });
  await row(page, /Zeta Two/).click({ modifiers: ["Shift"], position: { x: 300, y: 10 } });
  await expect(page.getByText("4 marked")).toBeVisible();
  await page.getByRole("button", { name: "Unmark" }).press("Enter");
  await expect(page.getByText("4 marked")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Mark all rows" }).check({ force: true });
  await expect(page.getByText("4 marked")).toBeVisible();
  await rows(page).first().press("Escape");
  await expect(page.getByText("4 marked")).toHaveCount(0);

  // What could be undone in one business is not offered in another.
  await rows(page).first().press("Delete");
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.evaluate(() => (location.hash = "#/b/dental_clinic_abc/home"));
  await expect(page.getByRole("button", { name: "ABC Dental Clinic, switch business" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
});

test("rows are copied as a spreadsheet takes them, unless words are selected", async ({
  page,
  api,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await api.product(shop, "Zinc bolt", { code: "Z-1", selling_price: "1180", gst_rates: [] });
  await api.product(shop, "=Zinc nut", { code: "Z-2" });
  await page.goto(`/#/b/${shop}/products?search=zinc`);
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toBeFocused();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Control+c");
  await told(page, "2 rows are copied");
  const [labels, ...lines] = (await clipboard()).split("\n").map((line) => line.split("\t"));
  expect(labels?.slice(0, 2)).toEqual(["Code", "Name"]);
  const [bolt, nut] = ["Z-1", "Z-2"].map((code) => lines.find((line) => line[0] === code));
  expect(bolt?.at(-1)).toBe("1180.00");
  expect(nut?.[1]).toBe("'=Zinc nut");

  await row(page, /Zinc bolt/).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+c");
  await told(page, "1 row is copied");
  expect((await clipboard()).split("\n")).toHaveLength(2);

  await page.getByRole("link", { name: "Zinc bolt" }).selectText();
  await page.keyboard.press("Control+c");
  expect(await clipboard()).toBe("Zinc bolt");
});

test("all that a list finds are marked and archived together, beyond what is shown", async ({
  page,
  api,
}) => {
  const names = Array.from({ length: 620 }, (_, i) => `Runner ${String(i).padStart(3, "0")}`);
  for (let at = 0; at < names.length; at += 20)
    await Promise.all(names.slice(at, at + 20).map((name) => api.party(shop, name)));
  await openList(page, "?search=runner");
  await expect(rows(page).first()).toBeFocused();
  const box = page.getByRole("checkbox", { name: "Mark all rows" });
  await page.keyboard.press("Control+a");
  await expect(page.getByText("50 marked")).toBeVisible();
  await expect(box, "not all that there are").toBeChecked({ indeterminate: true });
  await page.getByRole("button", { name: "Mark all 620" }).press("Enter");
  await expect(page.getByText("620 marked")).toBeVisible();
  await expect(box).toBeChecked();
  await expect(page.getByRole("button", { name: "Mark all 620" })).toHaveCount(0);
  await rows(page).first().press("Delete");
  await told(page, "620 records are archived");
  await expect(rows(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(row(page, /Runner 000/)).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "620 found" })).toBeVisible();
});

test("what is done in parts stays in its business, whichever is on the screen meanwhile", async ({
  page,
  api,
}) => {
  const names = Array.from({ length: 520 }, (_, i) => `Sprinter ${String(i).padStart(3, "0")}`);
  for (let at = 0; at < names.length; at += 20)
    await Promise.all(names.slice(at, at + 20).map((name) => api.party(shop, name)));
  const asked: (string | undefined)[] = [];
  await page.route("**/api/parties/archive", async (route) => {
    asked.push(route.request().headers()["x-tenant-id"]);
    if (asked.length === 1) {
      await page.evaluate(() => (location.hash = "#/b/dental_clinic_abc/parties"));
      await expect(page.getByRole("button", { name: "ABC Dental Clinic, switch business" })).toBeVisible();
    }
    await route.continue();
  });
  await openList(page, "?search=sprinter");
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press("Control+Shift+A");
  await expect(page.getByText("520 marked")).toBeVisible();
  await rows(page).first().press("Delete");
  await told(page, "520 records are archived");
  expect(asked).toEqual([shop, shop]);
  await expect(page.getByRole("button", { name: "Undo" }), "it belongs to the other business").toHaveCount(0);
});

test("five thousand rows are scrolled to the end, and few of them are drawn", async ({ page, api }) => {
  const names = Array.from({ length: 5000 }, (_, i) => `Walker ${String(i).padStart(4, "0")}`);
  for (let at = 0; at < names.length; at += 20) {
    await Promise.all(names.slice(at, at + 20).map((name) => api.party("manufacturing_xyz", name)));
  }
  await page.goto("/#/b/manufacturing_xyz/parties?search=walker");
  await expect(page.getByRole("status").filter({ hasText: "1,000+ found" })).toBeVisible();
  await expect(row(page, /Walker 0000/)).toBeFocused();
  const table = page.getByRole("table");
  await expect(table, "counted to a thousand only").toHaveAttribute("aria-rowcount", "-1");
  await expect(async () => {
    await table.locator("..").evaluate((element) => (element.scrollTop = element.scrollHeight));
    await expect(row(page, /Walker 4999/)).toBeInViewport({ timeout: 300 });
  }).toPass({ timeout: 60_000 });
  expect(await rows(page).count(), "rows that are drawn").toBeLessThan(100);
  await expect(row(page, /Walker 4999/)).toHaveAttribute("aria-rowindex", "5001");
  await expect(table, "all fetched").toHaveAttribute("aria-rowcount", "5001");
  await expect(row(page, /Walker 0000/), "the cursor is where it was").toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(row(page, /Walker 0001/)).toBeFocused();
  await expect(row(page, /Walker 0001/)).toBeInViewport();

  await page.keyboard.press("End");
  await expect(row(page, /Walker 4999/)).toBeFocused();
  await expect(row(page, /Walker 4999/)).toBeInViewport();
  for (let i = 0; i < 60; i += 1) await page.keyboard.press("ArrowUp");
  await expect(row(page, /Walker 4939/)).toBeFocused();
  await expect(row(page, /Walker 4939/)).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Walker 4939" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, /Walker 4939/)).toBeFocused(); // back where one was
  await expect(row(page, /Walker 4939/)).toBeInViewport();
  expect(await rows(page).count()).toBeLessThan(100);
});

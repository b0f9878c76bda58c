// Lists taken out as they are shown, and read back.
import { complaints } from "./support/axe";
import { choose, saved } from "./support/files";
import { expect, test, type Page } from "./support/test";
import { words } from "./support/workbook";

const shop = "corner_shop";
const rows = (page: Page) => page.getByRole("table").locator("tbody tr[data-row]");
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();
const dialog = (page: Page) => page.getByRole("dialog", { name: /^Export: / });
const lines = (buffer: Buffer) =>
  buffer
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trim()
    .split(/\r?\n/);

test.beforeEach(async ({ api }) => {
  await api.samples();
  await api.product(shop, "=Zinc nut", { code: "Z-2", selling_price: "2.50", hsn: "73181600" });
  await api.product(shop, "Zinc bolt, “large”", { code: "Z-1", selling_price: "1180", hsn: "73181500" });
  await api.product(shop, "जस्ता वॉशर", { code: "Z-3", selling_price: "0.75", notes: "Zinc" });
});

async function openList(page: Page, query = "?search=zinc") {
  await page.goto(`/#/b/${shop}/products${query}`);
  await expect(rows(page).first()).toBeFocused();
}

test("what a search and an order show is taken out as CSV, by keyboard", async ({ page }) => {
  await openList(page, "?search=Z-&sort=-code");
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press("e");
  await expect(dialog(page).getByRole("radio", { name: "Excel" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(dialog(page).getByRole("radio", { name: "CSV" })).toBeChecked();
  expect(await complaints(page, "all")).toEqual([]);
  const file = await saved(page, () => page.keyboard.press("Enter"));
  await told(page, /3 rows are in .+\.csv/);
  await expect(dialog(page)).toHaveCount(0);
  await expect(rows(page).first()).toBeFocused();
  const [head, ...body] = lines(file.buffer);
  expect(head?.split(",").slice(0, 2)).toEqual(["Code", "Name"]);
  expect(body.map((line) => line.split(",")[0])).toEqual(["Z-3", "Z-2", "Z-1"]);
  expect(body[0]).toContain("जस्ता वॉशर");
  expect(body[0]).not.toContain("Notes");
  expect(body[1], "no spreadsheet runs it").not.toMatch(/^Z-2,=/);
  expect(body[2]).toContain("1180");
});

test("what has no HSN code is one click from Home, and is taken out alone", async ({ page, api }) => {
  const small = "small_shop"; // where nothing else is missing
  await api.business(small, "Small Shop");
  await api.product(small, "Zinc nut", { code: "Z-2", selling_price: "2.50", hsn: "73181600" });
  await api.product(small, "जस्ता वॉशर", { code: "Z-3", selling_price: "0.75" });
  await page.goto(`/#/b/${small}/home`);
  await page.getByRole("link", { name: /^Products and services.*1 without an HSN code/ }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("जस्ता वॉशर");
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press("e");
  await expect(dialog(page).getByRole("radio", { name: "Excel" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  const file = await saved(page, () => page.keyboard.press("Enter"));
  expect(lines(file.buffer).slice(1)).toEqual([expect.stringContaining("Z-3")]);
});

test("only the rows that are marked are taken out, and the format is kept in mind", async ({ page }) => {
  await openList(page, "?search=Z-&sort=code");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("2 marked")).toBeVisible();
  await page.keyboard.press("e");
  await expect(dialog(page).getByRole("radio", { name: "2 marked" })).toBeChecked();
  await dialog(page).getByText("CSV", { exact: true }).click();
  const file = await saved(page, () => dialog(page).getByRole("button", { name: "Export" }).press("Enter"));
  await told(page, /2 rows are in/);
  expect(lines(file.buffer)).toHaveLength(3);
  await page.keyboard.press("e");
  await expect(dialog(page).getByRole("radio", { name: "CSV" })).toBeChecked();
  await dialog(page).getByText("All 3 shown").click();
  const all = await saved(page, () => page.keyboard.press("Enter"));
  expect(lines(all.buffer)).toHaveLength(4);
  await page.keyboard.press("e");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
});

for (const format of ["Excel", "CSV"]) {
  test(`what was taken out as ${format} comes back the same`, async ({ page }) => {
    await openList(page, "");
    await page.keyboard.press("e");
    await dialog(page).getByText("All", { exact: true }).click();
    await dialog(page).getByText(format, { exact: true }).click();
    const file = await saved(page, () => dialog(page).getByRole("button", { name: "Export" }).press("Enter"));
    await expect(dialog(page)).toHaveCount(0);
    if (format === "Excel") expect(words(file.buffer)).toContain("जस्ता वॉशर");

    await page.keyboard.press("i");
    await expect(page.getByRole("button", { name: "Choose a file…" })).toBeFocused();
    await choose(page, file, () => page.keyboard.press("o"));
    await page.getByText("Update", { exact: true }).click();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { name: "There is nothing to import" })).toBeVisible();
  });
}

test("a filter of ids and the columns chosen go along", async ({ page, api }) => {
  const { id } = await api.category(shop, "Zinc things");
  await api.product(shop, "Zinc wire", { code: "Z-9", category_id: id });
  await openList(page, `?category=${id}`);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Choose the columns" }).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: "Unit" }).press("Space");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Export", exact: true }).press("Enter");
  await dialog(page).getByText("CSV", { exact: true }).click();
  const file = await saved(page, () => dialog(page).getByRole("button", { name: "Export" }).press("Enter"));
  const [head, ...body] = lines(file.buffer);
  expect(head).not.toContain("Unit");
  expect(body).toHaveLength(1);
  expect(body[0]).toContain("Z-9");
});

// Enter alone goes through a form, as in a ledger: past closed lists, and on with what is taken from an open one.
import { expect, test, type Page } from "./support/test";

const shop = "corner_shop";
const box = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name });
const combo = (page: Page, name: string | RegExp) => page.getByRole("combobox", { name });
const enter = (page: Page) => page.keyboard.press("Enter");
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();

test.beforeEach(async ({ api }) => {
  await api.samples();
});

test("a product's fields are filled one after the other by Enter alone", async ({ page, api }) => {
  await page.goto(`/#/b/${shop}/products/new`);
  await expect(box(page, /^Name/)).toBeFocused();
  await page.keyboard.type("Sona Masuri, loose");
  await enter(page);
  await enter(page); // goods
  await expect(box(page, /^Code/)).toBeFocused();
  await page.keyboard.type("RICE-SM");
  await enter(page);
  await expect(combo(page, /^Category/)).toBeFocused();
  await page.keyboard.type("Grocery > Rice");
  await enter(page);
  await expect(combo(page, /^Unit/)).toBeFocused();
  await page.keyboard.type("kg");
  await enter(page);
  await expect(combo(page, /^HSN code/)).toBeFocused();
  await page.keyboard.type("1006");
  await expect(page.getByRole("option", { name: /^1006/ }).first()).toBeVisible();
  await enter(page);
  await expect(box(page, /^Buying price/)).toBeFocused();
  await page.keyboard.type("40");
  await enter(page);
  await expect(box(page, /^Selling price/)).toBeFocused();
  await page.keyboard.type("54.75");
  await enter(page);
  await expect(box(page, "From").first()).toBeFocused();
  await expect(combo(page, /^Category/)).toHaveValue("Grocery › Rice");
  await page.keyboard.press("Control+Enter");
  await told(page, "Sona Masuri, loose is added");

  const row = page.getByRole("row", { name: /Sona Masuri, loose/ });
  await expect(row).toBeFocused();
  await expect(row).toContainText("Grocery › Rice");
  await enter(page);
  await expect(page.getByRole("heading", { level: 1, name: "Sona Masuri, loose" })).toBeVisible();
  await expect(box(page, /^Code/)).toHaveValue("RICE-SM");
  await expect(combo(page, /^Category/)).toHaveValue("Grocery › Rice");
  await expect(combo(page, /^Unit/).first()).toHaveValue("KGS");
  await expect(combo(page, /^HSN code/)).toHaveValue("1006");
  await expect(box(page, /^Buying price/)).toHaveValue("40.00");
  await expect(box(page, /^Selling price/)).toHaveValue("54.75");
  await expect(page.getByText("Entered", { exact: true })).toBeVisible(); // its history: nothing more is to come
});

test("Enter goes past a closed list, and on with what is taken from an open one", async ({ page }) => {
  await page.goto(`/#/b/${shop}/parties/new`);
  const registration = combo(page, "GST registration");
  const days = box(page, /^Days to pay/);
  await expect(box(page, /^Name/).first()).toBeFocused();
  await page.keyboard.type("Step by Step Traders");
  await enter(page);
  await enter(page); // a customer
  await enter(page); // no GSTIN
  await expect(registration).toBeFocused();
  await enter(page);
  await expect(days).toBeFocused();
  await expect(page.getByRole("listbox")).toHaveCount(0);

  for (const key of [" ", "ArrowDown", "Alt+ArrowDown"]) {
    await registration.focus();
    await page.keyboard.press(key);
    await expect(registration, key).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("Escape");
    await expect(registration).toHaveAttribute("aria-expanded", "false");
  }
  const before = await registration.innerText();
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowDown");
  await enter(page);
  await expect(days).toBeFocused();
  await expect(registration).not.toHaveText(before);
  await expect(page.getByRole("listbox")).toHaveCount(0);

  // Through the terms, the person and the address, whose last two are lists as well, to the notes.
  await page.keyboard.type("30");
  const notes = box(page, "Notes");
  const isThere = () => notes.evaluate((input) => input === document.activeElement);
  for (let i = 0; i < 20 && !(await isThere()); i += 1) await enter(page);
  await expect(notes).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await told(page, "Step by Step Traders is saved");
});

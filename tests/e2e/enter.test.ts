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

test("codes scanned one after the other stand in lines below each other", async ({ page, api }) => {
  const { id } = await api.product(shop, "Pencil");
  await page.goto(`/#/b/${shop}/products/${id}`);
  const codes = box(page, "Barcode");
  await codes.first().focus();
  for (const code of ["4006381333931", "96385074"]) {
    await page.keyboard.type(code);
    await enter(page);
  }
  await expect(codes).toHaveCount(3);
  await expect(codes.nth(2)).toBeFocused();
  await expect(codes.nth(0)).toHaveValue("4006381333931");
  await expect(codes.nth(1)).toHaveValue("96385074");

  await page.keyboard.press("Shift+Enter"); // back to the unit of the second
  await expect(combo(page, "On one").nth(1)).toBeFocused();
  await enter(page);
  await expect(codes.nth(2)).toBeFocused();
  await enter(page); // nobody wrote in the last one: it goes on
  await expect(page.getByRole("radio", { name: "Nothing" })).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await told(page, "Pencil is saved");
  await page.goto(`/#/b/${shop}/products/${id}`);
  await expect(codes).toHaveCount(2);
  await expect(codes.nth(1)).toHaveValue("96385074");
});

test("a choice emptied by hand is none; one that must be stays", async ({ page, api }) => {
  const { id: category_id } = await api.category(shop, "Gifts");
  const { id } = await api.product(shop, "Pencil", { category_id });
  await page.goto(`/#/b/${shop}/products/${id}`);
  const category = combo(page, /^Category/);
  const unit = combo(page, /^Unit/).first();
  await expect(category).toHaveValue("Gifts");
  await category.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Backspace");
  await enter(page);
  await expect(unit).toBeFocused();
  await expect(category).toHaveValue("");
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Backspace");
  await enter(page);
  await expect(combo(page, /^HSN code/)).toBeFocused();
  await expect(unit).toHaveValue("NOS");
  await page.keyboard.press("Control+Enter");
  await told(page, "Pencil is saved");
  await page.goto(`/#/b/${shop}/products/${id}`);
  await expect(unit).toHaveValue("NOS");
  await expect(category).toHaveValue("");
});

test("a service is offered its own codes first, and stays a service whatever its code", async ({ page }) => {
  const kind = (name: string) => page.getByRole("radio", { name });
  await page.goto(`/#/b/${shop}/products/new?kind=service`);
  await expect(kind("Service")).toBeChecked();
  await combo(page, /^SAC code/).focus();
  await page.keyboard.type("dental");
  await expect(page.getByRole("option").first()).toContainText("998897");
  await page.getByRole("option", { name: /^901849/ }).click();
  await expect(combo(page, /^SAC code/)).toHaveValue("901849");
  await expect(kind("Service")).toBeChecked();
  await expect(page.getByText(/A code of goods\./)).toBeVisible();
  await page.getByRole("button", { name: "Make it goods" }).press("Enter");
  await expect(kind("Goods")).toBeChecked();
  await expect(combo(page, /^HSN code/)).toHaveValue("901849");
  await expect(page.getByText(/A code of goods\./)).toHaveCount(0);
});

test("the code says what a new one is until a person has said it", async ({ page }) => {
  const kind = (name: string) => page.getByRole("radio", { name });
  const code = combo(page, /^(HSN|SAC) code/);
  await page.goto(`/#/b/${shop}/products/new`);
  await code.focus();
  await page.keyboard.type("treatment");
  await page.getByRole("option", { name: /^999312/ }).click();
  await expect(kind("Service")).toBeChecked();
  await kind("Goods").check({ force: true });
  await code.fill("job work");
  await page.getByRole("option", { name: /^998897/ }).click();
  await expect(code).toHaveValue("998897");
  await expect(kind("Goods")).toBeChecked();
  await expect(page.getByRole("button", { name: "Make it a service" })).toBeVisible();
});

test("a price with three decimals is told to have too many, and words to be no number", async ({ page }) => {
  await page.goto(`/#/b/${shop}/products/new`);
  await expect(box(page, /^Name/)).toBeFocused();
  await page.keyboard.type("Pencil");
  await box(page, /^Buying price/).fill("12.345");
  await box(page, /^Selling price/).fill("twelve");
  await page.keyboard.press("Control+Enter");
  await expect(box(page, /^Buying price/)).toBeFocused();
  await expect(box(page, /^Buying price/)).toHaveAccessibleDescription("At most 2 decimals.");
  await expect(box(page, /^Selling price/)).toHaveAccessibleDescription(
    "Write this as a number, such as 1,500.",
  );
});

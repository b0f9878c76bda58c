// Products and services, as a person enters, finds, scans, prices, taxes and puts them away.
import { complaints } from "./support/axe";
import { expect, test, type Page } from "./support/test";

const shop = "general_store"; // its shelves are empty
const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });
const rows = (page: Page) => page.getByRole("table").locator("tbody tr");
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();
const box = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name });
const combo = (page: Page, name: string | RegExp) => page.getByRole("combobox", { name });
/** The lines of a list in the form that have an input of this name. */
const lines = (page: Page, input: string) =>
  page.getByRole("group").filter({ has: page.getByLabel(input, { exact: true }) });
const enter = (page: Page) => page.keyboard.press("Enter");

const fastener = {
  code: "FST-1060",
  hsn: "73181500",
  selling_price: "7.25",
  gst_rates: [{ from_on: "2025-04-01", rate: "12", cess: "0" }],
};

test.beforeEach(async ({ api }) => {
  await api.samples();
  await api.business(shop, "General Store");
});

async function openList(page: Page) {
  await page.goto(`/#/b/${shop}/products`);
  await expect(page.getByRole("heading", { level: 1, name: "Products and services" })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

test("a product is entered by keyboard alone: two more units, a barcode, its prices and its rate", async ({
  page,
}) => {
  await openList(page);
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { level: 1, name: "New product" })).toBeVisible();
  await expect(box(page, /^Name/)).toBeFocused();
  await page.keyboard.type("Nitrile gloves, medium");
  await enter(page);
  await expect(page.getByRole("radio", { name: "Goods" })).toBeFocused();
  await enter(page);
  await expect(box(page, /^Code/)).toBeFocused();
  await page.keyboard.type("GLV-M");
  await enter(page);
  await expect(combo(page, /^Category/)).toBeFocused();
  await page.keyboard.type("Consumables > Gloves");
  await expect(page.getByRole("option", { name: "New category “Consumables > Gloves”" })).toBeVisible();
  await enter(page);
  await told(page, "Consumables > Gloves is added");
  await expect(combo(page, /^Category/)).toHaveValue("Consumables › Gloves");
  await expect(combo(page, /^Unit/)).toBeFocused();
  await page.keyboard.type("pair");
  await enter(page);
  await expect(combo(page, /^Unit/)).toHaveValue("PRS");
  await page.keyboard.type("4015");
  await page.keyboard.press("Tab");
  await expect(combo(page, /^HSN code/)).toHaveValue("4015");
  await expect(box(page, /^Buying price/)).toBeFocused();
  await page.keyboard.type("123456");
  await expect(box(page, /^Buying price/)).toHaveValue("1,23,456"); // grouped while it is typed
  await page.keyboard.press("Control+A");
  await page.keyboard.type("3.2");
  await enter(page);
  await expect(box(page, /^Buying price/)).toHaveValue("3.20");
  await page.keyboard.type("5");
  await enter(page);

  await expect(box(page, "From").first()).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("1/4/2026");
  await enter(page);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("5");
  await enter(page);
  await enter(page); // no cess
  await expect(combo(page, "One").first()).toBeFocused();
  await page.keyboard.type("box");
  await enter(page);
  await page.keyboard.type("50");
  await expect(page.getByText("1 BOX = 50 PRS")).toBeVisible();
  await enter(page); // at the end of a line a new one begins
  await expect(lines(page, "Holds")).toHaveCount(2);
  await page.keyboard.type("packs");
  await enter(page);
  await page.keyboard.type("2.5");
  await expect(page.getByText("1 PAC = 2.5 PRS")).toBeVisible();
  await enter(page);
  await enter(page); // and on one nobody wrote in, it goes on
  await expect(box(page, "Barcode").first()).toBeFocused();
  await page.keyboard.type("4006381333932");
  await expect(page.getByText("last digit does not fit")).toBeVisible();
  await page.keyboard.press("Backspace");
  await page.keyboard.type("1");
  await expect(page.getByText("last digit does not fit")).toBeHidden();
  await page.keyboard.press("Tab"); // Enter would begin the next barcode, as after a scan
  await page.keyboard.type("BOX");
  await expect(page.getByRole("option", { name: "BOX" })).toBeVisible();
  await enter(page);
  await page.keyboard.press("Control+Enter");

  await told(page, "Nitrile gloves, medium is added");
  const mine = row(page, /Nitrile gloves/);
  await expect(mine).toBeFocused();
  await expect(mine).toContainText("GLV-M");
  await expect(mine).toContainText("Consumables › Gloves");
  await expect(mine).toContainText("4015");
  await expect(mine).toContainText("5 %");
  await expect(mine).toContainText("5.00");

  await enter(page);
  await expect(page.getByRole("heading", { level: 1, name: "Nitrile gloves, medium" })).toBeVisible();
  await expect(lines(page, "Holds")).toHaveCount(2);
  await expect(combo(page, "On one").first()).toHaveValue("BOX");
  await expect(page.getByText("Entered", { exact: true })).toBeVisible(); // its history
  await page.keyboard.press("Escape");
  await expect(mine).toBeFocused();
});

/** From the bolt, once it can be worked in, to the list. */
async function back(page: Page) {
  await expect(page.getByRole("textbox", { name: /^Name/ }).first()).toHaveValue("Hex bolt M10 × 60");
  await expect(page.getByText("Entered", { exact: true })).toBeVisible(); // its history: nothing more is to come
  await page.keyboard.press("Escape");
  await expect(page.getByRole("searchbox")).toBeVisible();
}

test("three letters find it, its barcode opens it, an unknown barcode begins a new one", async ({
  page,
  api,
  watch,
}) => {
  await api.product(shop, "Hex bolt M10 × 60", {
    ...fastener,
    units: [{ unit: "BOX", factor: "100" }],
    barcodes: [{ barcode: "4006381333931" }, { barcode: "BOX-100", unit: "BOX" }],
  });
  await api.product(shop, "ज़िंक ऑक्साइड दंत सीमेंट", {
    code: "DEN-07",
    selling_price: "340.00",
  });
  await openList(page);
  await page.keyboard.press("/");
  await page.keyboard.type("bol");
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, /Hex bolt/)).toContainText("7.25");
  await page.getByRole("searchbox").fill("सीमे");
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, /सीमेंट/)).toContainText("340.00");

  await page.getByRole("searchbox").fill("");
  await page.getByRole("searchbox").pressSequentially("4006381333931"); // as fast as a scanner
  await enter(page);
  await back(page);
  await page.getByRole("searchbox").fill("");
  await row(page, /सीमेंट/).focus(); // a scan while one stands on a row is no click on that row
  await page.keyboard.type("4006381333931");
  await enter(page);
  await back(page);
  await page.getByRole("searchbox").fill("BOX-100");
  await enter(page);
  await told(page, "this barcode is on one BOX");
  await back(page);

  watch.allow(/404/);
  await page.getByRole("searchbox").fill("96385074");
  await enter(page);
  await expect(page.getByText("No product has the barcode 96385074")).toBeVisible();
  await page.getByRole("button", { name: "New product with this barcode" }).press("Enter");
  await expect(box(page, "Barcode").first()).toHaveValue("96385074");
  await page.keyboard.press("Escape"); // nothing was typed: nothing to lose
  await expect(page.getByRole("heading", { level: 1, name: "Products and services" })).toBeVisible();

  await page.keyboard.press("Control+K");
  await page.keyboard.type("hex");
  await expect(page.getByRole("option", { name: /Hex bolt M10/ })).toBeVisible();
  await page.keyboard.press("Escape");
});

test("its price is changed and told; what was typed is not lost; a taken barcode names its product", async ({
  page,
  api,
  watch,
}) => {
  const product = await api.product(shop, "Hex bolt M10 × 60", { ...fastener });
  await api.product(shop, "Washer M10", {
    barcodes: [{ barcode: "4006381333931" }],
  });
  await page.goto(`/#/b/${shop}/products/${product.id}`);
  await box(page, /^Selling price/).fill("1234.5");
  await expect(box(page, /^Selling price/)).toHaveValue("1,234.5");
  await page.keyboard.press("Escape");
  const leave = page.getByRole("dialog", { name: "Leave without saving?" });
  await expect(leave).toBeVisible();
  await leave.getByRole("button", { name: "Keep editing" }).press("Enter");
  await expect(box(page, /^Selling price/)).toHaveValue("1,234.50");

  watch.allow(/409/);
  await box(page, "Barcode").first().fill("4006381333931");
  await page.keyboard.press("Control+Enter");
  await expect(box(page, "Barcode").first()).toHaveAttribute("aria-invalid", "true");
  await expect(
    page
      .getByRole("group")
      .getByText(/Washer M10/)
      .last(),
  ).toBeVisible();
  await box(page, "Barcode").first().fill("");
  await page.keyboard.press("Control+Enter");
  await told(page, "Hex bolt M10 × 60 is saved");
  await expect(row(page, /Hex bolt/)).toContainText("1,234.50");
  await enter(page);
  await expect(page.getByText("Selling price from ₹7.25 to ₹1,234.50")).toBeVisible();

  await page.keyboard.press("Escape");
  await expect(row(page, /Hex bolt/)).toBeFocused();
  await page.keyboard.press("Delete");
  await told(page, "Hex bolt M10 × 60 is archived");
  await expect(row(page, /Hex bolt/)).toHaveCount(0);
  await page.getByRole("button", { name: "With archived" }).press("Enter");
  await expect(row(page, /Hex bolt/)).toContainText("archived");
});

test("GST rates are changed for what is marked, and for a category with all below it", async ({
  page,
  api,
}) => {
  const top = await api.category(shop, "Fasteners");
  const below = await api.category(shop, "Bolts", top.id);
  await api.product(shop, "Anchor bolt", {
    ...fastener,
    code: "A-1",
    category_id: below.id,
  });
  await api.product(shop, "Bracket", {
    ...fastener,
    code: "B-1",
    category_id: top.id,
  });
  await api.product(shop, "Casting", { ...fastener, code: "C-1", hsn: "7325" });
  await openList(page);
  await expect(row(page, /Anchor bolt/)).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Space");
  await expect(page.getByText("2 marked")).toBeVisible();
  await page.keyboard.press("g");
  const dialog = page.getByRole("dialog", { name: "Change GST rates" });
  await expect(dialog.getByRole("radio", { name: "2 marked" })).toBeChecked();
  await expect(dialog.getByText("2 products: Anchor bolt and Bracket.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "New rate" }).fill("18");
  await page.keyboard.press("Escape");
  const leave = page.getByRole("dialog", { name: "Leave without saving?" });
  await leave.getByRole("button", { name: "Keep editing" }).press("Enter");
  await dialog.getByRole("textbox", { name: "New rate" }).press("Enter");
  await told(page, "2 products have 18 % GST from");
  await expect(row(page, /Anchor bolt/)).toContainText("18 %");
  await expect(row(page, /Bracket/)).toContainText("18 %");
  await expect(row(page, /Casting/)).toContainText("12 %");
  await expect(page.getByText("2 marked")).toBeHidden();

  await page.keyboard.press("g");
  await expect(dialog.getByText("Choose the products first.")).toBeVisible();
  await dialog.getByRole("combobox", { name: /^Category/ }).fill("fast");
  await page.getByRole("option", { name: "Fasteners", exact: true }).click();
  await expect(dialog.getByText(/^2 products/)).toBeVisible();
  await dialog.getByRole("radio", { name: "An HSN code" }).check({ force: true });
  await dialog.getByRole("textbox", { name: /^HSN/ }).fill("73");
  await expect(dialog.getByText(/^3 products/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "New rate" }).fill("5");
  await dialog.getByRole("textbox", { name: "From" }).fill("+30");
  expect(await complaints(page, "all")).toEqual([]);
  await dialog.getByRole("button", { name: /Change 3 products/ }).press("Enter");
  await told(page, "3 products have 5 % GST from");
  await expect(row(page, /Casting/)).toContainText("12 %"); // it begins in a month

  await row(page, /Casting/)
    .getByRole("link")
    .click();
  await expect(lines(page, "Cess")).toHaveCount(2);
  await expect(page.getByText("now", { exact: true })).toBeVisible();
  expect(await complaints(page, "all")).toEqual([]);
});

test("labels are printed for what is marked and for what is scanned, from the first free place on", async ({
  page,
  api,
}) => {
  await api.product(shop, "Lamp", {
    code: "LMP-1",
    barcodes: [{ barcode: "4006381333931" }],
  });
  await api.product(shop, "Desk", { code: "DSK-1" });
  await api.product(shop, "Rice", { code: "चावल-5" });
  await openList(page);
  await page.getByRole("checkbox", { name: "Mark Desk" }).check();
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Print labels" });
  await expect(dialog.getByRole("textbox", { name: "Labels of Desk" })).toHaveValue("1");
  const scanner = dialog.getByRole("combobox", { name: "Products" });
  await expect(scanner).toBeFocused();
  for (let piece = 0; piece < 2; piece += 1) {
    await page.keyboard.type("4006381333931"); // as a scanner does: digits, then Enter at once
    await enter(page);
    await expect(dialog.getByRole("textbox", { name: "Labels of Lamp" })).toHaveValue(String(piece + 1));
  }
  await dialog.getByRole("textbox", { name: "Begin at place" }).fill("23");
  await expect(dialog.getByText("3 labels on 2 sheets")).toBeVisible();
  expect(await complaints(page)).toEqual([]);

  await dialog.getByRole("textbox", { name: "Labels of Desk" }).fill("0");
  await expect(dialog.getByText("Print 1 to 1,000 of each.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Save as PDF" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Labels of Desk" }).fill("1");
  const fetching = page.waitForEvent("download");
  await page.keyboard.press("Control+Enter");
  const file = await fetching;
  expect(file.suggestedFilename()).toMatch(/^labels-general_store-\d{4}-\d{2}-\d{2}\.pdf$/);
  await told(page, /3 labels are in labels-general_store/);
  await expect(dialog).toHaveCount(0);

  // What no scanner could read is printed without bars, and told.
  await page.getByRole("button", { name: "Unmark" }).press("Enter");
  await page.getByRole("checkbox", { name: "Mark Rice" }).check();
  await page.keyboard.press("l");
  await expect(dialog.getByRole("textbox", { name: "Labels of Rice" })).toHaveValue("1");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("no scanner could read the code: Rice.")).toBeVisible();
});

test("categories are added, named, moved and deleted in their rows", async ({ page, api }) => {
  const full = await api.category(shop, "Stationery");
  await api.product(shop, "Pencil", { category_id: full.id });
  await page.goto(`/#/b/${shop}/products/categories`);
  await expect(row(page, /Stationery/)).toBeFocused();
  await page.keyboard.press("b");
  await page.keyboard.type("Paper");
  expect(await complaints(page, "all")).toEqual([]);
  await enter(page);
  await told(page, "Paper is added");
  await expect(row(page, /Paper/)).toBeFocused();
  await enter(page);
  await expect(box(page, "Name of Paper")).toBeFocused();
  await page.keyboard.type("Paper goods");
  await page.keyboard.press("Escape");
  await page
    .getByRole("dialog", { name: "Leave without saving?" })
    .getByRole("button", { name: "Keep editing" })
    .press("Enter");
  await box(page, "Name of Paper").press("Enter");
  await told(page, "Paper goods is saved");
  await expect(row(page, /Paper goods/)).toBeFocused();
  await page.keyboard.press("m");
  await expect(combo(page, "Move Paper goods to")).toBeFocused();
  await page.keyboard.type("top");
  await expect(page.getByRole("option", { name: "the top" })).toBeVisible();
  await enter(page);
  await told(page, "Paper goods is moved");
  await expect(rows(page).first()).toContainText("Paper goods");
  await expect(row(page, /Paper goods/)).toBeFocused();
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
  await told(page, "Paper goods is deleted");
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, /Stationery/)).toBeFocused();
  await page.keyboard.press("Delete");
  await told(page, "Stationery holds 1 product. Move it first.");
  await page.keyboard.press("p");
  await expect(row(page, /Pencil/)).toBeVisible();
});

test("a price list is made, and a product has its price in it", async ({ page, api }) => {
  const product = await api.product(shop, "Pencil", { selling_price: "10.00" });
  await page.goto(`/#/b/${shop}/products/price-lists`);
  await expect(page.getByText("No price lists yet")).toBeVisible();
  await page.keyboard.press("n");
  await page.keyboard.type("Wholesale");
  await enter(page);
  await told(page, "Wholesale is saved");
  await expect(row(page, /Wholesale/)).toBeFocused();
  await enter(page);
  await page.getByRole("checkbox", { name: /Prices include tax/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: /^Save/ }).press("Enter");
  await expect(row(page, /Wholesale/)).toContainText("with tax");

  await page.goto(`/#/b/${shop}/products/${product.id}`);
  await page.getByRole("button", { name: "Add a price" }).press("Enter");
  await expect(combo(page, "Price list")).toBeFocused();
  await expect(combo(page, "Price list")).toHaveValue("Wholesale");
  await box(page, "From quantity").fill("100");
  await page.getByLabel("Price", { exact: true }).fill("8.5");
  await page.keyboard.press("Control+Enter");
  await told(page, "Pencil is saved");
  await page.goto(`/#/b/${shop}/products/price-lists`);
  await expect(row(page, /Wholesale/)).toContainText("1");
});

test("a picture is dropped on a product and taken away again", async ({ page, api }) => {
  const product = await api.product(shop, "Pencil");
  await page.goto(`/#/b/${shop}/products/${product.id}`);
  await expect(page.getByRole("button", { name: "Choose a picture…" })).toBeVisible();
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), {
      width: 64,
      height: 64,
    });
    canvas.getContext("2d")?.fillRect(8, 8, 48, 48);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    const carried = new DataTransfer();
    carried.items.add(new File([blob as Blob], "pencil.png", { type: "image/png" }));
    const target = document.querySelector('[aria-label="Picture"]');
    target?.dispatchEvent(
      new DragEvent("drop", {
        dataTransfer: carried,
        bubbles: true,
        cancelable: true,
      }),
    );
  });
  await told(page, "The picture is saved");
  await page.reload();
  await expect(page.getByRole("img", { name: "The picture chosen" })).toBeVisible();
  await page.getByRole("button", { name: "Remove", exact: true }).press("Enter");
  await told(page, "The picture is taken away");
  await expect(page.getByRole("img", { name: "The picture chosen" })).toBeHidden();
});

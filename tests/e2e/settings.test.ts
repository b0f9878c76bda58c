// What a business sets for itself (units, rates of GST, numbers) and how a person likes to see things.
import { expect, test, type Page } from "./support/test";
import { settled } from "./support/screens";

const shop = "/#/b/corner_shop";
const row = (page: Page, name: RegExp) => page.getByRole("row", { name });

test.beforeEach(async ({ api }) => void (await api.samples()));

test("a unit is added, told in another, and retired by the keyboard", async ({ page, api, watch }) => {
  await page.goto(`${shop}/settings?part=units`);
  await expect(row(page, /^DOZ Dozens/)).toContainText("12 NOS");
  await page.keyboard.press("n");
  const drawer = page.getByRole("dialog", { name: "New unit" });
  await drawer.getByRole("textbox", { name: "Code" }).fill("crt");
  await drawer.getByRole("textbox", { name: "Name" }).fill("Crates");
  await drawer.getByRole("textbox", { name: "How many" }).fill("24");
  await page.keyboard.press("Enter");
  await expect(drawer.getByText("Enter how many, and of which unit; or neither.")).toBeVisible();
  await drawer.getByRole("combobox", { name: "Of which unit" }).fill("btl");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(drawer).toHaveCount(0);
  await expect(row(page, /^CRT Crates/)).toBeFocused();
  await expect(row(page, /^CRT/)).toContainText("24 BTL");
  await page.keyboard.press("Delete");
  await expect(row(page, /^CRT/)).toContainText("retired");

  await api.product("corner_shop", "Loose tea", { unit: "KGS", reorder_level: "2.5" });
  watch.allow(/422/);
  await row(page, /^KGS/).click();
  const kilograms = page.getByRole("dialog", { name: "Unit KGS" });
  await kilograms.getByLabel("Decimals").press("Enter");
  await page.getByRole("option", { name: /^0:/ }).click();
  await kilograms.getByRole("button", { name: /Save/ }).click();
  await expect(kilograms.getByText(/Loose tea is counted in KGS more finely/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard", exact: true }).press("Enter");

  await page.goto(`${shop}/products/new`);
  await settled(page);
  const other = page.getByRole("combobox", { name: "One" }).first();
  await other.fill("doz");
  await other.press("Enter");
  await expect(page.getByText("1 DOZ = 12 NOS")).toBeVisible();
});

test("a rate of GST is added with its day, and a product is offered it", async ({ page }) => {
  await page.goto(`${shop}/settings?part=taxes`);
  await expect(row(page, /^28/)).toContainText("ended");
  await expect(row(page, /^40/)).toContainText("holds");
  await page.keyboard.press("n");
  const drawer = page.getByRole("dialog", { name: "New rate" });
  await drawer.getByRole("textbox", { name: "Rate" }).fill("7.5");
  await drawer.getByLabel("First day").fill("1/4/2026");
  await page.keyboard.press("Enter");
  await expect(drawer.getByText("Say who says so.")).toBeVisible();
  await drawer.getByRole("textbox", { name: "Source" }).fill("Notification 3/2026");
  await page.keyboard.press("Enter");
  await expect(row(page, /^7\.5/)).toBeFocused();

  await page.goto(`${shop}/products/new`);
  await settled(page);
  const rate = page.getByRole("textbox", { name: "GST", exact: true }).first();
  await rate.press("Alt+ArrowDown");
  await page.getByRole("menuitem", { name: /^7\.5/ }).press("Enter");
  await expect(rate).toHaveValue("7.5");
});

test("products are numbered as the settings say", async ({ page, api, watch }) => {
  await page.goto(`${shop}/settings?part=numbering`);
  await row(page, /Codes of products/).press("Enter");
  const drawer = page.getByRole("dialog", { name: "Codes of products and services" });
  await drawer.getByRole("textbox", { name: "Prefix" }).fill("SKU1");
  await expect(drawer.getByText("Put a hyphen or a slash at its end.")).toBeVisible();
  await drawer.getByRole("textbox", { name: "Prefix" }).fill("SKU/");
  await drawer.getByRole("textbox", { name: "Next number" }).fill("120");
  await expect(drawer.getByText("SKU/0120")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(row(page, /Codes of products/)).toContainText("SKU/0120");
  expect((await api.product("corner_shop", "Tea")).code).toBe("SKU/0120");

  await page.reload();
  await row(page, /Codes of products/).press("Enter");
  watch.allow(/422/);
  await drawer.getByRole("textbox", { name: "Next number" }).fill("5");
  await page.keyboard.press("Enter");
  await expect(drawer.getByText(/numbers below 121 have been given/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(
    page.getByRole("dialog", { name: "Leave without saving?" }).or(page.getByRole("alertdialog")),
  ).toBeVisible();
});

test("days, numbers and density follow the person at once, and stay", async ({ page, api }) => {
  await api.product("corner_shop", "Ceiling fan", { code: "FAN-1", selling_price: "1234567.50" });
  await page.goto(`${shop}/settings?part=preferences`);
  const choose = async (label: string, option: string) => {
    await page.getByLabel(label, { exact: true }).press("Enter");
    await page.getByRole("option", { name: option }).click();
  };
  await choose("Dates", "23/11/2026");
  await choose("Numbers", "International");
  await choose("A week begins on", "Monday");
  await page.getByRole("radio", { name: "Compact" }).check({ force: true });
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await expect(page.getByText("₹1,234,567.50")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.goto(`${shop}/products`);
  await expect(row(page, /FAN-1/)).toContainText("1,234,567.50");
  await page.reload();
  await expect(row(page, /FAN-1/)).toContainText("1,234,567.50");
  await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
  await page.goto(`${shop}/products/new`);
  await settled(page);
  const from = page.getByLabel("From").first();
  await from.fill("1 apr 2026");
  await from.press("Tab");
  await expect(from).toHaveValue("01/04/2026");
  await from.press("Alt+ArrowDown");
  await expect(page.getByRole("dialog", { name: "Calendar" }).getByRole("columnheader").first()).toHaveText(
    "Mo",
  );
});

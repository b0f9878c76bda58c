// Adding businesses with the keyboard alone; one business needs no chooser, two do.
import path from "node:path";
import { expect, test, type Page } from "./support/test";
import { rgb, token } from "./support/look";

const samples = path.join(__dirname, "../../tenants/samples");
const heading = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

/** Goes through the three steps without touching the mouse. */
async function addByKeyboard(
  page: Page,
  business: { trade: string; name: string; colour: string; logo: string },
) {
  await heading(page, "What does it do?");
  const trade = page.getByRole("radio", { name: business.trade });
  for (let i = 0; i < 5 && !(await trade.isChecked()); i += 1) await page.keyboard.press("ArrowDown");
  await expect(trade).toBeFocused();
  await page.keyboard.press("Enter");

  await heading(page, "What is it called?");
  await expect(page.getByRole("textbox", { name: /^Name/ })).toBeFocused();
  await page.keyboard.type(business.name);
  await page.keyboard.press("Enter");

  await heading(page, "What does it look like?");
  const colour = page.getByRole("textbox", { name: "Main colour" });
  await expect(colour).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(business.colour);
  await tabTo(page, "Choose a picture…");
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await choosing).setFiles(path.join(samples, business.logo));
  await expect(page.getByRole("img", { name: "The picture chosen" })).toBeVisible();
  await expect(page.getByText(business.logo)).toBeVisible();
  await expect(page.locator(".mini .top img"), "the logo, in the window as it will be").toHaveCount(2);
  await tabTo(page, "Add and open");
  await page.keyboard.press("Enter");
}

/** Tab until the button of this name has the focus. */
async function tabTo(page: Page, name: string) {
  const button = page.getByRole("button", { name });
  for (let i = 0; i < 25; i += 1) {
    await page.keyboard.press("Tab");
    if (await button.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach “${name}”`);
}

async function expectOpen(page: Page, id: string, name: string, colour: string) {
  await expect(page).toHaveURL(new RegExp(`#/b/${id}/home$`));
  await expect(page).toHaveTitle(`${name} · CashFlow`);
  const who = page.getByRole("button", { name: `${name}, switch business` });
  await expect(who.locator("img")).toBeVisible();
  expect(await who.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  expect(await token(page, "--brand")).toBe(rgb(colour));
}

test("the first business is “default” and needs no chooser; the second brings one", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Add a business" })).toBeVisible();
  await page.keyboard.press("a");
  await addByKeyboard(page, {
    trade: "Dental clinic",
    name: "Sharma Dental",
    colour: "#0f766e",
    logo: "corner_shop.png",
  });
  await expectOpen(page, "default", "Sharma Dental", "#0f766e");

  await page.goto("/#/"); // no chooser while there is one
  await expect(page).toHaveURL(/#\/b\/default\/home$/);
  await page.keyboard.press("Control+0");
  await expect(page).toHaveURL(/#\/b\/default\/home$/);
  const who = page.getByRole("button", { name: /switch business/ });
  await who.press("Enter");
  await expect(page.getByRole("menuitem", { name: "All businesses" })).toHaveCount(0);
  await page.getByRole("menuitem", { name: "Add a business" }).press("Enter");

  await addByKeyboard(page, {
    trade: "Shop or office",
    name: "Anita's Café",
    colour: "#7c3aed",
    logo: "dental_clinic_abc.svg",
  });
  await expectOpen(page, "anitas_cafe", "Anita's Café", "#7c3aed");
  await who.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Sharma Dental" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "All businesses" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+0");
  await expect(page.getByRole("list", { name: "Businesses" }).getByRole("link")).toHaveCount(2);
});

test("what is wrong is said where it was typed, and nothing typed is lost", async ({ page, api, watch }) => {
  await api.samples();
  await page.goto("/#/add");
  await page.getByRole("radio", { name: "Dental clinic" }).press("Enter");
  await page.keyboard.press("Enter");
  const name = page.getByRole("textbox", { name: /^Name/ });
  await expect(name).toHaveAccessibleDescription("Type the name of the business.");
  await name.fill("Corner Shop"); // its id is taken by the sample: it is said here, before the next step
  const id = page.getByRole("textbox", { name: "Short name of its file" });
  await expect(id).toHaveAccessibleDescription("A business “corner_shop” is here already.");
  await page.keyboard.press("Enter");
  await heading(page, "What is it called?");
  await expect(name).toHaveValue("Corner Shop");
  await id.fill("dental-clinic-abc");
  await expect(id).toHaveAccessibleDescription(/same address as “dental_clinic_abc”/);
  await page.getByRole("button", { name: "Use dental-clinic-abc_2, which is free" }).press("Enter");
  await expect(id).toHaveValue("dental-clinic-abc_2");
  await id.fill("corner_shop_2");
  await expect(id).toHaveAccessibleDescription(/Small letters/);
  await page.getByRole("textbox", { name: "GST number" }).fill("27AAAAA0000A1Z5");
  await expect(page.getByRole("status").filter({ hasText: /GSTIN/ })).toBeVisible();
  await page.getByRole("textbox", { name: "GST number" }).fill("27AADCP4471K1Z4");
  await expect(page.getByRole("status").filter({ hasText: "Maharashtra" })).toContainText("AADCP4471K");
  await page.keyboard.press("Enter");

  const colour = page.getByRole("textbox", { name: "Main colour" });
  await colour.fill("blue");
  await page.keyboard.press("Enter");
  await expect(colour).toHaveAccessibleDescription(/six digits/);
  await colour.fill("#2e86ab");

  await page.getByRole("button", { name: "Choose a picture…" }).scrollIntoViewIfNeeded();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a picture…" }).press("Enter");
  await (
    await choosing
  ).setFiles({
    name: "logo.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("no picture"),
  });
  await expect(page.getByRole("alert")).toContainText("no PNG, JPEG, WebP or SVG");

  // Somebody else takes it between the steps.
  await api.business("corner_shop_2", "Quicker");
  watch.allow(/409|422/);
  await page.getByRole("button", { name: "Add and open" }).press("Enter");
  await heading(page, "What is it called?");
  await expect(id).toHaveAccessibleDescription("This id is taken.");
  await expect(name).toHaveValue("Corner Shop");

  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Stop adding this business?" })).toBeVisible();
  await page.getByRole("button", { name: "Go on adding" }).press("Enter");
  await expect(name).toHaveValue("Corner Shop");
  await id.fill("corner_shop_3");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add and open" }).press("Enter");
  await expect(page).toHaveURL(/#\/b\/corner_shop_3\/home$/);
});

test("a picture that is none is refused by the program, and the business is there all the same", async ({
  page,
  watch,
}) => {
  watch.allow(/415|422/);
  await page.goto("/#/add");
  await page.getByRole("radio", { name: "Shop or office" }).press("Enter");
  await page.getByRole("textbox", { name: /^Name/ }).fill("Odd Logo");
  await page.keyboard.press("Enter");
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a picture…" }).press("Enter");
  await (
    await choosing
  ).setFiles({
    name: "logo.png",
    mimeType: "image/png",
    buffer: Buffer.from("not really a PNG"),
  });
  await page.getByRole("button", { name: "Add and open" }).press("Enter");
  await expect(page).toHaveURL(/#\/b\/default\/home$/);
  await expect(page.getByRole("status").filter({ hasText: "but not its logo" })).toBeVisible();
});

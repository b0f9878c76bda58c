// Walks the steps that the guide tells of, on businesses with the same rows each time, and takes its pictures.
// CASHFLOW_PICTURES=write keeps them (`script/generate --pictures`); else the walk proves that each step still works
// and that each picture is there.
import fs from "node:fs";
import path from "node:path";
import { complaints } from "./support/axe";
import { expectNoSidewaysScroll } from "./support/look";
import { expect, test, type Page } from "./support/test";
import { choose, csv, saved } from "./support/files";
import { fixTime, supplierList, takeAsideOf } from "./support/guide";
import { painted, settled } from "./support/screens";
import { Server } from "./support/server";
import { updateKit } from "./support/update-kit";

const folder = path.join(__dirname, "../../docs/guide");
const writes = process.env["CASHFLOW_PICTURES"] === "write";
const clinic = "dental_clinic_abc";
const works = "manufacturing_xyz";
const shop = "corner_shop";
const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });
const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

/** For a screen on which little stands: a picture of emptiness helps nobody. */
const LOW = { width: 1024, height: 480 };

test.use({ viewport: { width: 1024, height: 640 } });
test.beforeEach(async ({ page, server }) => {
  await fixTime(page, server);
});
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

/** The picture of this name: of the whole screen, or of what lies on it with a little of what is around. */
async function picture(page: Page, name: string, part?: ReturnType<Page["locator"]>) {
  for (const toast of await page.getByRole("button", { name: "Dismiss" }).all())
    await toast.dispatchEvent("click"); // without taking the keyboard from where it is
  if (!part) await fromTheTop(page);
  await settled(page);
  await painted(page);
  const file = path.join(folder, "pictures", `${name}.png`);
  if (!writes) expect(fs.existsSync(file), `${name}.png lies in docs/guide/pictures`).toBe(true);
  else if (part) await page.screenshot({ path: file, clip: await takeAsideOf(page, part) });
  else await page.screenshot({ path: file });
}

/** The screen as it is when one comes to it: not scrolled, no row under a pointer. */
async function fromTheTop(page: Page) {
  await page.mouse.move(2, 2);
  await page.evaluate(() => {
    for (const part of document.querySelectorAll("html, body, main"))
      if (part.scrollTop > 0) part.scrollTop = 0;
  });
}

async function open(page: Page, hash: string, title: string | RegExp) {
  await page.goto(`/${hash}`);
  await heading(page, title);
  await settled(page);
}

test("first start", async ({ page }) => {
  await page.setViewportSize(LOW);
  await open(page, "#/", "Good morning");
  await picture(page, "first-start");
  await page.getByRole("button", { name: "Try it with sample businesses" }).press("Enter");
  await expect(page.getByRole("list", { name: "Businesses" }).getByRole("link")).toHaveCount(3);
  await page.reload();
  await picture(page, "start");
  await page.keyboard.press("2");
  await expect(page).toHaveURL(/corner_shop\/home$/);
});

test("businesses: switching, and adding one in three steps", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/home`, /./);
  await page.getByRole("button", { name: /switch business/ }).press("Enter");
  const choices = page.getByRole("menu");
  await expect(choices).toBeVisible();
  await picture(page, "switcher", choices);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+0");
  await heading(page, "Good morning");
  await page.keyboard.press("a");

  await heading(page, "What does it do?");
  await expect(page.getByRole("radio", { checked: true })).toBeFocused();
  const clinicTrade = page.getByRole("radio", { name: "Dental clinic" });
  for (let i = 0; i < 5 && !(await clinicTrade.isChecked()); i += 1) await page.keyboard.press("ArrowDown");
  await picture(page, "add-trade");
  await page.keyboard.press("Enter");
  await heading(page, "What is it called?");
  await page.keyboard.type("Sharma Dental Clinic");
  await page.getByRole("textbox", { name: "GST number" }).fill("27AADCP4471K1Z4");
  await expect(page.getByRole("status").filter({ hasText: "Maharashtra" })).toBeVisible();
  await picture(page, "add-name");
  await page.keyboard.press("Enter");
  await heading(page, "What does it look like?");
  await page.getByRole("textbox", { name: "Main colour" }).fill("#0f766e");
  await picture(page, "add-look");
  await page.getByRole("button", { name: "Add and open" }).press("Enter");
  await expect(page).toHaveTitle("Sharma Dental Clinic · CashFlow");
});

test("the screen", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${clinic}/home`, /./);
  await picture(page, "home");
  await page.keyboard.press("Alt+2");
  await expect(page).toHaveURL(/patients$/);
});

test("the keyboard", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/home`, /./);
  await page.keyboard.press("Control+K");
  await page.keyboard.type("udu");
  await expect(page.getByRole("option", { name: /Udupi/ })).toBeVisible();
  await picture(page, "palette", page.getByRole("dialog"));
  await page.keyboard.press("Escape");
  await open(page, `#/b/${shop}/parties`, "Parties");
  await page.keyboard.press("?");
  await picture(page, "keys", page.getByRole("dialog", { name: "Keys" }));
});

test("customers and suppliers: found, entered, merged", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/parties`, "Parties");
  await picture(page, "party-list");
  await page.keyboard.press("/");
  await page.keyboard.type("98450 00402");
  await expect(page.getByRole("table").locator("tbody tr[data-row]")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(row(page, /Deepam/)).toBeFocused();
  await page.keyboard.press("Enter");
  await heading(page, "Deepam Distributors");
  await picture(page, "party-form");

  await api.party(shop, "Udupi Tiffin", {
    contacts: [{ name: "G. Bhat", phone: "+91 98450 00407", is_primary: true }],
  });
  await open(page, `#/b/${shop}/parties?search=udupi`, "Parties");
  await row(page, /Udupi Tiffin /)
    .first()
    .focus();
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: /^Merge/ });
  await dialog.getByRole("combobox", { name: "The one that stays" }).fill("udupi");
  await page.getByRole("option", { name: /Udupi/ }).first().click();
  await expect(dialog.getByRole("button", { name: /^Merge into/ })).toBeEnabled();
  await picture(page, "party-merge", dialog);
});

test("patients", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${clinic}/patients`, "Patients");
  await picture(page, "patient-list");
  await page.keyboard.press("n");
  const name = page.getByRole("textbox", { name: /^Name/ });
  await expect(name).toBeFocused();
  await page.keyboard.type("Vaishnavi Deshmukh");
  await page.getByRole("textbox", { name: /^Birth date/ }).fill("29/02/2020");
  await page.getByRole("radio", { name: "Female" }).check({ force: true });
  await page.getByRole("textbox", { name: /^Phone/ }).fill("98220 55555");
  await page.getByRole("textbox", { name: "Alerts" }).fill("Peanut allergy");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Latex allergy", exact: true }).press("Enter");
  await name.focus();
  await picture(page, "patient-form");
  await page.keyboard.press("Control+Enter");
  await expect(row(page, /Vaishnavi/)).toContainText("Peanut allergy");
});

test("materials are counted", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${works}/materials`, "Materials");
  await picture(page, "material-list");
  await row(page, /RM-ST-040/).focus();
  await page.keyboard.press("c");
  const drawer = page.getByRole("dialog", { name: /^Count/ });
  await drawer.getByRole("textbox", { name: "Quantity found" }).fill("271.5");
  await drawer.getByRole("textbox", { name: "Note" }).fill("One length was bent");
  await picture(page, "material-count", drawer);
  await page.keyboard.press("Enter");
  await expect(row(page, /RM-ST-040/)).toContainText("271.5");
  await page.keyboard.press("Enter");
  await heading(page, /Seamless steel tube 40/);
  await picture(page, "material");
});

test("products, rates, categories and price lists", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/products`, "Products and services");
  await picture(page, "product-list");
  await page.keyboard.press("g");
  const dialog = page.getByRole("dialog", { name: "Change GST rates" });
  await dialog.getByRole("combobox", { name: /^Category/ }).fill("spices");
  await page.getByRole("option", { name: "Groceries › Spices and salt" }).click();
  await dialog.getByRole("textbox", { name: "New rate" }).fill("5");
  await dialog.getByRole("textbox", { name: "From" }).fill("1/12/2026");
  await page.keyboard.press("Tab");
  await expect(dialog.getByText(/^\d products: /)).toBeVisible();
  await picture(page, "gst-rates", dialog);
  await dialog.getByRole("button", { name: /^Change \d products$/ }).press("Enter");
  await expect(dialog).toHaveCount(0);

  await page.getByRole("searchbox").fill("basmati");
  await row(page, /Basmati/)
    .getByRole("link")
    .click();
  await heading(page, "Basmati rice, 5 kg");
  await settled(page);
  await picture(page, "product-form");
  await open(page, `#/b/${shop}/products/categories`, "Categories");
  await picture(page, "categories");
  await open(page, `#/b/${shop}/products/price-lists`, "Price lists");
  await page.setViewportSize(LOW);
  await picture(page, "price-lists");
});

test("labels", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/products?search=biscuits`, "Products and services");
  await row(page, /Glucose/).focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Space");
  await expect(page.getByText("3 marked")).toBeVisible();
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Print labels" });
  await dialog.getByRole("textbox", { name: "Labels of Glucose biscuits, 100 g" }).fill("12");
  await dialog.getByRole("textbox", { name: "Begin at place" }).fill("4");
  await expect(dialog.getByText(/^14 labels on/)).toBeVisible();
  await picture(page, "labels", dialog);
  const fetching = page.waitForEvent("download");
  await page.keyboard.press("Control+Enter");
  expect((await fetching).suggestedFilename()).toMatch(/\.pdf$/);
});

test("a list comes in from a file: chosen, matched, checked, imported", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/import/products`, "Import");
  await picture(page, "import-choose");
  const bring = (mended: boolean) =>
    choose(page, csv("Price list November.csv", supplierList(mended)), () => page.keyboard.press("o"));
  await bring(false);
  await page.getByText("Update", { exact: true }).click();
  for (const [field, name] of [
    ["Buying price", "Our rate"],
    ["Selling price", "MRP excl. tax"],
  ] as const) {
    const column = page.getByRole("combobox", {
      name: `Column for ${field}`,
      exact: true,
    });
    await column.press("Enter");
    await page.getByRole("option", { name }).first().click();
    await expect(column).toContainText(name);
  }
  await page.getByRole("combobox", { name: "Column for Name", exact: true }).focus();
  await page.getByRole("table").locator("thead").scrollIntoViewIfNeeded();
  await picture(page, "import-match");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "2 rows have to be mended first" })).toBeVisible();
  await picture(page, "import-check");
  await bring(true);
  await expect(page.getByRole("heading", { name: "All 12 rows are right" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "The list is in" })).toBeVisible();
  await page.setViewportSize(LOW);
  await picture(page, "import-done");
});

test("a business moves: out as one file, in on another machine", async ({ page, api, watch }) => {
  await api.samples();
  await open(page, `#/b/${shop}/settings?part=file`, "Settings");
  await picture(page, "archive-out");
  const button = page.getByRole("button", {
    name: "Save the business as one file…",
  });
  const file = {
    ...(await saved(page, () => button.press("Enter"))),
    name: "corner_shop.cashflow",
  };

  const second = await new Server().start();
  try {
    watch.allow(new RegExp(`^request to another place: ${second.url}/`));
    await page.goto(`${second.url}/#/`);
    await choose(page, file, () => page.getByRole("button", { name: "Take in a business…" }).press("Enter"));
    const dialog = page.getByRole("dialog", { name: "Take in a business" });
    await expect(dialog.getByRole("heading", { name: "Corner Shop" })).toBeVisible();
    await picture(page, "archive-in", dialog);
  } finally {
    await second.dispose();
  }
});

test("an update from a file is asked about", async ({ page, watch }) => {
  const kit = updateKit("0.2.0", 30_000_000);
  const second = await new Server({ CASHFLOW_UPDATE_KEY: kit.publicKey }, kit.program).start();
  try {
    watch.allow(new RegExp(`^request to another place: ${second.url}/`));
    await fixTime(page, second);
    await page.goto(`${second.url}/#/settings/machine`);
    await expect(page.getByRole("button", { name: "Update from a file…" })).toBeEnabled();
    const update = {
      name: "cashflow-0.2.0.cashflow-update",
      mimeType: "",
      buffer: fs.readFileSync(kit.update),
    };
    await choose(page, update, () => page.keyboard.press("u"));
    const dialog = page.getByRole("dialog", { name: "Update CashFlow?" });
    await expect(dialog).toContainText("→ 0.2.0");
    await picture(page, "update", dialog);
  } finally {
    await second.dispose();
    fs.rmSync(kit.folder, { recursive: true, force: true });
  }
});

test("the language is chosen, and the screens speak it", async ({ page, api }) => {
  await api.samples();
  await open(page, "#/", "Good morning");
  const language = page.getByRole("combobox", { name: "Language" });
  await Promise.all([page.waitForEvent("load"), language.selectOption("हिन्दी")]);
  await settled(page);
  await page.goto(`/#/b/${shop}/home`);
  await settled(page);
  await picture(page, "language");
});

test("lists: columns, a view, marked rows", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/parties`, "Parties");
  await page.getByRole("button", { name: "Choose the columns" }).press("Enter");
  await expect(page.getByRole("menuitemcheckbox", { name: "Name" })).toBeFocused();
  await picture(page, "columns", page.getByRole("menu"));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Suppliers", exact: true }).press("Enter");
  await settled(page);
  await page.keyboard.press("v");
  await page.getByRole("menuitem", { name: "Save as a view…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Save as a view" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("We buy from");
  await picture(page, "view", dialog);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await page.getByRole("table").locator("tbody tr[data-row]").first().focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("3 marked")).toBeVisible();
  await picture(page, "marked");
});

test("a form that is left half-filled waits on Home", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/parties/new`, "New party");
  await page.getByRole("textbox", { name: /^Name/ }).first().fill("Ganesh Stores");
  await page.keyboard.press("Escape");
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await picture(page, "leave", dialog);
  await dialog.getByRole("button", { name: "Leave, keep as draft" }).press("Enter");
  await heading(page, "Parties");
  await open(page, `#/b/${shop}/home`, /./);
  await expect(page.getByRole("link", { name: "Ganesh Stores" })).toBeVisible();
  await page.setViewportSize(LOW);
  await picture(page, "drafts-home");
});

test("the settings of a business", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/home`, /./);
  await page.keyboard.press("Control+,");
  await heading(page, "Settings");
  await picture(page, "settings-profile");
  await page.getByRole("tab", { name: "Look" }).click();
  await page.getByRole("textbox", { name: "Main colour" }).fill("#7c3aed");
  const preview = page.locator("section").filter({ hasText: "How it will look" });
  await expect
    .poll(() =>
      preview.evaluate((part) =>
        [...part.querySelectorAll("*")].some((one) =>
          /#7c3aed/i.test(getComputedStyle(one).getPropertyValue("--brand")),
        ),
      ),
    )
    .toBe(true);
  await picture(page, "settings-look");
  await page.getByRole("button", { name: "Discard" }).press("Enter");
  await page.getByRole("tab", { name: "Features" }).click();
  await picture(page, "settings-features");
  for (const [part, title] of Object.entries({
    units: "Units",
    taxes: "GST rates",
    preferences: "Preferences",
  })) {
    await page.getByRole("tab", { name: title }).click();
    await picture(page, `settings-${part}`);
  }
  await page.setViewportSize(LOW);
  await open(page, `#/b/${works}/settings?part=numbering`, "Settings");
  await picture(page, "settings-numbering");
});

test("the installation", async ({ page, api }) => {
  await api.samples();
  await open(page, "#/settings", "Installation settings");
  await page.setViewportSize(LOW);
  await picture(page, "installation");
  await row(page, /Corner Shop/).focus();
  await page.keyboard.press("h");
  const drawer = page.getByRole("dialog", { name: "Health of Corner Shop" });
  await expect(drawer.getByRole("status")).toHaveText(/All is well/);
  await picture(page, "health", drawer);
  await page.setViewportSize({ width: 1024, height: 640 });
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await page.keyboard.press("Delete");
  const question = page.getByRole("dialog", { name: "Delete Corner Shop?" });
  await question.getByRole("textbox").fill("Corner Shop");
  await picture(page, "delete", question);
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await page.keyboard.press("Alt+3");
  await expect(page.getByRole("meter", { name: "Disk" })).toBeVisible();
  await picture(page, "machine");
  await page.keyboard.press("Alt+4");
  await expect(page.getByRole("table").locator("tbody tr[data-row]").first()).toBeVisible();
  await page.setViewportSize(LOW);
  await picture(page, "log");
});

test("the guide is read in the program: F1, the chapters, its words, and back", async ({ page, api }) => {
  await api.samples();
  await open(page, `#/b/${shop}/products/price-lists`, "Price lists");
  await page.keyboard.press("F1");
  await expect(page).toHaveURL(/#\/guide\/products\/price-lists$/);
  const text = page.getByRole("article");
  await expect(text.getByRole("heading", { level: 1, name: "Products and services" })).toBeVisible();
  await expect(text.getByRole("heading", { name: "Price lists" })).toBeInViewport();
  await expect(page.getByRole("link", { name: "Products and services" })).toHaveAttribute(
    "aria-current",
    "page",
  );

  await page.keyboard.press("j");
  await heading(page, "Labels");
  await page.keyboard.press("ArrowLeft");
  await heading(page, "Products and services");
  await page.keyboard.press("/");
  await page.keyboard.type("blood thinner");
  await expect(page.getByRole("status").filter({ hasText: "1 place" })).toBeVisible();
  expect(await complaints(page, "all")).toEqual([]);
  await page.keyboard.press("Enter");
  await heading(page, "Patients");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/#\/b\/corner_shop\/products\/price-lists$/);

  await page.keyboard.press("Control+K");
  await page.keyboard.type("merging two");
  await page.keyboard.press("Enter");
  await heading(page, "Customers and suppliers");
});

test("every chapter shows its pictures and fits a narrow window", async ({ page }) => {
  await page.setViewportSize({ width: 560, height: 640 });
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".md"))) {
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    await page.goto(`/#/guide${file === "README.md" ? "" : `/${file.replace(".md", "")}`}`);
    await heading(page, /^# (.*)/.exec(text)?.[1] ?? "");
    await expectNoSidewaysScroll(page, file);
    const pictures = page.getByRole("article").locator("img");
    await expect(pictures).toHaveCount(text.split("](pictures/").length - 1);
    for (const img of await pictures.all()) {
      const served = await page.request.get((await img.getAttribute("src")) ?? "");
      expect(served.headers()["content-type"]).toBe("image/png");
      await expect.poll(() => img.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
    }
  }
});

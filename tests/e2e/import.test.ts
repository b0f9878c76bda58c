// Lists brought in from files: matched, checked, corrected, imported, undone.
import { complaints } from "./support/axe";
import { brought, choose, csv, HEADINGS, priceList, saved, utf16, windows1252 } from "./support/files";
import { expectNoSidewaysScroll } from "./support/look";
import { expect, test, type Page } from "./support/test";
import { grid, mended, words } from "./support/workbook";

const shop = "general_store"; // its shelves are empty
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const column = (page: Page, field: string) =>
  page.getByRole("combobox", { name: `Column for ${field}`, exact: true });
const step = (page: Page) =>
  page.getByRole("list", { name: "The steps of an import" }).locator("[aria-current=step]");
const rows = (page: Page) => page.getByRole("table").locator("tbody tr[data-row]");
const tile = (page: Page, label: string) =>
  page
    .locator("dl > div")
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator("dd")
    .first();
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();
const byKey = (page: Page) => () => page.keyboard.press("o");

test.beforeEach(async ({ api }) => {
  await api.samples();
  await api.business(shop, "General Store");
});

async function open(page: Page, kind = "products") {
  await page.goto(`/#/b/${shop}/import/${kind}`);
  await expect(button(page, "Choose a file…")).toBeFocused();
}
async function match(page: Page, field: string, name: string) {
  await column(page, field).press("Enter");
  await page.getByRole("option", { name }).first().click();
  await expect(column(page, field)).toContainText(name);
}
async function check(page: Page) {
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("New", { exact: true })).toBeVisible({
    timeout: 60_000,
  });
}
async function commit(page: Page) {
  await page.keyboard.press("Control+Enter");
  await expect(heading(page, "The list is in")).toBeVisible({
    timeout: 60_000,
  });
}

test("a dirty price list of five thousand rows is imported by correcting it", async ({ page }) => {
  test.setTimeout(240_000);
  const list = priceList(5000);
  const wrong: Record<number, [number, string, string]> = {
    17: [2, "twelve rupees", "12.00"],
    402: [3, "eighteen", "18"],
    2500: [4, "73O1", "7301"], // the letter O
    4999: [2, "7.25 each", "7.25"],
  };
  for (const [row, [cell, text]] of Object.entries(wrong)) list[Number(row)]![cell] = text;

  await page.goto(`/#/b/${shop}/products`);
  await expect(button(page, "Bring a list in…")).toBeVisible(); // nothing is sold yet
  await page.keyboard.press("i");
  await expect(page.getByRole("heading", { level: 1, name: "Import" })).toBeVisible();
  await expect(step(page)).toContainText("Choose");
  await choose(page, csv("prices 2026.csv", list), byKey(page));

  await expect(step(page)).toContainText("Match");
  await expect(page.getByText(/5,001 lines, 6 columns/)).toBeVisible();
  await match(page, "Name", "Item");
  await match(page, "Code", "Part no.");
  await match(page, "Selling price", "Rate (Rs)");
  await match(page, "GST %", "Tax %");
  await match(page, "HSN/SAC", "HSN/SAC");
  await told(page, "Left out: Shelf");
  await check(page);

  await expect(heading(page, "4 rows have to be mended first")).toBeVisible();
  await expect(tile(page, "New")).toHaveText("4,996");
  await expect(tile(page, "To be mended")).toHaveText("4");
  const mistakes = page.getByRole("table", { name: "Mistakes" });
  await expect(mistakes.getByRole("row", { name: /eighteen/ })).toContainText("403"); // the headings are row 1
  await expect(mistakes.locator("tbody tr[data-row]")).toHaveCount(4);
  expect(await complaints(page, "all")).toEqual([]);
  const marked = await saved(page, () => page.keyboard.press("Control+Enter"));
  expect(marked.name).toMatch(/\.xlsx$/);
  expect(words(marked.buffer)).toContain("twelve rupees");

  // Mended in a spreadsheet program, one cell forgotten; then that too.
  const fixes = Object.fromEntries(Object.values(wrong).map(([, text, right]) => [text, right]));
  const { eighteen: _forgotten, ...most } = fixes;
  const workbook = (buffer: Buffer) => ({
    ...marked,
    name: "prices 2026 corrected.xlsx",
    buffer,
  });
  await choose(page, workbook(mended(marked.buffer, most)), byKey(page));
  await expect(heading(page, "1 row has to be mended first")).toBeVisible({
    timeout: 60_000,
  });
  await choose(page, workbook(mended(marked.buffer, fixes)), byKey(page));
  await expect(heading(page, "All 5,000 rows are right")).toBeVisible({
    timeout: 60_000,
  });
  await commit(page);
  await expect(page.getByText("5,000 rows were added.")).toBeVisible();

  await page.keyboard.press("Control+Enter");
  await page
    .getByRole("searchbox")
    .or(page.getByPlaceholder(/name, code/i))
    .first()
    .fill("FST-04999");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("7.25");
});

test("the whole way by keyboard, with a step back, and an import that is undone", async ({ page }) => {
  await open(page);
  expect(await complaints(page, "all")).toEqual([]);
  await choose(page, csv("bolts.csv", priceList(12)), byKey(page));
  await expect(step(page)).toContainText("Match");
  expect(await complaints(page, "all")).toEqual([]);

  // A needed column that is taken away holds one up, and says so.
  const before = await column(page, "Name").innerText();
  await column(page, "Name").press("Enter");
  await page.keyboard.press("Home");
  await expect(page.getByRole("option", { name: "Not in the file" })).toHaveAttribute("data-highlighted", "");
  await page.keyboard.press("Enter");
  await told(page, "Say which column holds this: Name.");
  await expect(button(page, "Check")).toBeDisabled();
  await page.keyboard.press("Control+Enter");
  await expect(step(page)).toContainText("Match");
  await match(page, "Name", before.trim() || "Item");
  await match(page, "Selling price", "Rate (Rs)");
  await check(page);
  await expect(heading(page, "All 12 rows are right")).toBeVisible();
  await expect(
    page.getByRole("table", {
      name: "The first rows, as they stand in the file",
    }),
  ).toContainText("Hex bolt M12 × 60, zinc");
  await expectNoSidewaysScroll(page.locator("main").page(), "the check");
  await page.keyboard.press("Escape");
  await expect(step(page)).toContainText("Match");
  await check(page);
  await commit(page);
  expect(await complaints(page, "all")).toEqual([]);

  await button(page, "Undo").press("Enter");
  const question = page.getByRole("dialog", {
    name: "Undo the import of bolts.csv?",
  });
  await expect(question).toContainText("12 rows that were added are taken out again");
  await question.getByRole("button", { name: "Undo the import" }).press("Enter");
  await expect(heading(page, "The import is undone")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Products and services" })).toBeVisible();
  await page
    .getByRole("main")
    .getByRole("searchbox")
    .or(page.locator("main input").first())
    .first()
    .fill("Hex bolt M12");
  await expect(rows(page)).toHaveCount(0);
});

test("an import whose rows are used since cannot be undone, and says which", async ({ page, api, watch }) => {
  watch.allow(/Failed to load resource/);
  await open(page);
  await choose(page, csv("bolts.csv", priceList(3)), byKey(page));
  await match(page, "Name", "Item");
  await match(page, "Selling price", "Rate (Rs)");
  await check(page);
  await commit(page);
  const found = await api.call<{ items: { id: number }[] }>(
    "GET",
    "/api/products?search=M2",
    undefined,
    shop,
  );
  await api.call("POST", `/api/products/${found.items[0]?.id}/archive`, {}, shop);

  await button(page, "Another list").press("Enter");
  await expect(button(page, "Choose a file…")).toBeFocused();
  const past = page.getByRole("listitem").filter({ hasText: "bolts.csv" });
  await expect(past).toContainText("3 added");
  const undo = past.getByRole("button", {
    name: "Undo the import of bolts.csv",
  });
  await undo.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Undo the import" }).press("Enter");
  await expect(past.getByRole("alert")).toContainText("Hex bolt M2 × 60, zinc");
  await expect(past.getByRole("alert")).toContainText("import_in_use");
  expect(await complaints(page, "all")).toEqual([]);
});

test("what is odd is shown with its cell and comes in all the same; headings alone are told", async ({
  page,
}) => {
  await open(page);
  const list = [
    ["Name", "Code", "Buying price", "Selling price"],
    ["Nut M6", "N-6", "2.00", "2.50"],
    ["Nut M8", "N-8", "4.00", "3.50"],
  ];
  await choose(page, csv("headings.csv", list.slice(0, 1)), byKey(page));
  await expect(step(page)).toContainText("Match");
  await check(page);
  await expect(heading(page, "There are no rows below the headings")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(step(page)).toContainText("Match");
  await page.keyboard.press("Escape");

  await choose(page, csv("odd.csv", list), byKey(page));
  await expect(step(page)).toContainText("Match");
  await check(page);
  await expect(heading(page, "All 2 rows are right")).toBeVisible();
  await expect(tile(page, "To look at")).toHaveText("1");
  const odd = page.getByRole("table", { name: "To be looked at" });
  await expect(odd.getByRole("row", { name: /D · Selling price/ })).toContainText("is bought for 4.00");
  await expect(odd.getByRole("row", { name: /D · Selling price/ })).toContainText("3.50");
  expect(await complaints(page, "all")).toEqual([]);
  await expectNoSidewaysScroll(page.locator("main").page(), "what is odd");

  // The file comes back with its marks, though nothing is wrong; looked over, it is chosen again.
  const marked = await saved(page, () => button(page, "Save the file, marked").press("Enter"));
  expect(marked.name).toMatch(/^odd-to-look-at-.*\.xlsx$/);
  await told(page, /odd-to-look-at-.*\.xlsx is saved\./);
  expect(grid(marked.buffer).map(([said]) => said)).toEqual([
    "What to look at",
    "",
    expect.stringContaining("Selling price: It would be sold for 3.50"),
  ]);
  const mind = { ...marked, buffer: mended(marked.buffer, { "3.50": "4.50" }) };
  await choose(page, mind, byKey(page));
  await expect(button(page, "Save the file, marked")).toHaveCount(0);
  await expect(heading(page, "All 2 rows are right")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await choose(page, csv("odd.csv", list), byKey(page));
  await expect(step(page)).toContainText("Match");
  await check(page);

  await page.getByText("First rows", { exact: true }).click();
  await expect(
    page.getByRole("table", {
      name: "The first rows, as they stand in the file",
    }),
  ).toContainText("Nut M6");
  await commit(page);
  await expect(page.getByText("2 rows were added.")).toBeVisible();
});

for (const [name, encode, item] of [
  ["UTF-8 in Hindi", undefined, "नाइट्राइल दस्ताने, मध्यम"],
  ["UTF-16", utf16, "ग्लव्स – मध्यम"],
  ["Windows-1252", windows1252, "Café filter – “crème” 60 µm"],
] as const) {
  test(`a file in ${name} is read as it was written`, async ({ page }) => {
    await open(page);
    const list = [HEADINGS, [item, "GLV-M", "450.00", "12", "40151900", ""]];
    await choose(page, csv("दस्ताने.csv", list, encode), byKey(page));
    await expect(page.getByText(item).first()).toBeVisible();
    await match(page, "Name", "Item");
    await check(page);
    await commit(page);
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("row", { name: item })).toBeVisible();
  });
}

test("the columns one matched are known again the next time", async ({ page }) => {
  const list = [
    ["कॉलम एक", "Foo", "Bar"],
    ["Nut M6", "N-6", "2.50"],
  ];
  await open(page);
  await choose(page, csv("first.csv", list), byKey(page));
  await expect(step(page)).toContainText("Match");
  await match(page, "Name", "कॉलम एक");
  await match(page, "Code", "Foo");
  await match(page, "Selling price", "Bar");
  await page.getByText("Update", { exact: true }).click();
  await check(page);
  await commit(page);

  await open(page);
  await choose(page, csv("second.csv", [list[0]!, ["Nut M6", "N-6", "2.75"]]), byKey(page));
  await expect(column(page, "Name")).toContainText("कॉलम एक");
  await expect(column(page, "Selling price")).toContainText("Bar");
  await page.getByText("Update", { exact: true }).click();
  await check(page);
  await expect(tile(page, "Changed")).toHaveText("1");
  await commit(page);
  await expect(page.getByText("1 row was changed.")).toBeVisible();
});

test("Home tells an import in one line, which leads to the imports", async ({ page, server, api }) => {
  await api.party(shop, "Udupi Tiffin Room");
  await brought(server, shop, "products", csv("bolts.csv", priceList(40)), "done");
  await page.goto(`/#/b/${shop}/home`);
  const line = page.getByRole("link", {
    name: "40 products and services came in from bolts.csv",
  });
  await expect(line).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Hex bolt");
  await expect(page.getByRole("link", { name: "Udupi Tiffin Room" }), "what was done before").toBeVisible();
  await line.press("Enter");
  await expect(heading(page, "Imported before")).toBeVisible();
});

test("whoever leaves a file is offered to go on with it, or to forget it", async ({ page }) => {
  await open(page);
  await choose(page, csv("bolts.csv", priceList(5)), byKey(page));
  await match(page, "Name", "Item");
  await match(page, "Code", "Part no.");
  await page.goto(`/#/b/${shop}/home`);
  await page.reload();
  await page.goto(`/#/b/${shop}/import`);
  await expect(page.getByText("bolts.csv waits here for you")).toBeVisible();
  await page.getByRole("link", { name: "Continue" }).press("Enter");
  await expect(column(page, "Code")).toContainText("Part no.");
  await page.keyboard.press("Escape");
  await button(page, "Forget it").press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Forget it" }).press("Enter");
  await expect(page.getByText("bolts.csv waits here for you")).toHaveCount(0);
});

test("a check goes on while one works elsewhere, and tells of its end there", async ({ page }) => {
  await open(page);
  // So many that the check is not through before it has answered that it began.
  await choose(page, csv("bolts.csv", priceList(4_000)), byKey(page));
  await match(page, "Name", "Item");
  await match(page, "Selling price", "Rate (Rs)");
  // The answer to "how far is it?" waits until the person has left.
  let leave = () => {};
  const left = new Promise<void>((resolve) => (leave = resolve));
  await page.route(/\/api\/imports\/[^/?]+$/, async (route) => {
    if (route.request().method() === "GET") await left;
    await route.continue();
  });
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("progressbar", { name: "Checking bolts.csv" })).toBeVisible();
  expect(await complaints(page, "all")).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1, name: "Products and services" })).toBeVisible();
  leave();
  await told(page, "bolts.csv is checked: no mistakes");
  await button(page, "Show").press("Enter");
  await expect(heading(page, "All 4,000 rows are right")).toBeVisible();
});

test("what is no list is refused with a sentence, and nothing is begun", async ({ page, watch }) => {
  watch.allow(/Failed to load resource/);
  await open(page);
  const refused = async (name: string, buffer: Buffer) => {
    // What was said of the file before stands until this one is answered.
    const answered = buffer.length > 0 && page.waitForResponse(/\/api\/imports\?/);
    await choose(page, { name, mimeType: "", buffer }, byKey(page));
    await answered;
    await expect(button(page, "Choose a file…")).toBeEnabled();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(step(page)).toContainText("Choose");
  };
  await refused("empty.csv", Buffer.alloc(0));
  await expect(page.getByRole("alert")).toContainText("empty.csv is empty");
  await refused("broken.xlsx", Buffer.from("PK\u0003\u0004 but nothing more"));
  await refused("picture.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
  await page.goto(`/#/b/${shop}/import/products?file=no-such-import`);
  await expect(page.getByRole("alert")).toContainText("no longer kept here");
  await page.goto(`/#/b/${shop}/import/patients`);
  await expect(heading(page, "This business does without it")).toBeVisible();
});

test("a file is dropped anywhere on the screen", async ({ page }) => {
  await open(page);
  const text = csv("bolts.csv", priceList(2)).buffer.toString("utf8");
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], "bolts.csv", { type: "text/csv" }));
    return transfer;
  }, text);
  await page.dispatchEvent("main", "dragover", { dataTransfer: data });
  await told(page, "Let go to read products and services from it");
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
  await expect(step(page)).toContainText("Match");
  await expect(page.getByText("bolts.csv")).toBeVisible();
});

test("the way in: from Home, the palette, the settings, and an empty list taken along", async ({
  page,
  api,
}) => {
  await api.business("new_shop", "New Shop");
  await page.goto("/#/b/new_shop/home");
  await page.getByRole("link", { name: /Bring your lists in/ }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Bring a list in" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Products and services" })).toBeVisible();
  const empty = await saved(page, () => button(page, "Empty list as CSV").press("Enter"));
  expect(empty.buffer.toString("utf8")).toContain("Name");
  await choose(page, { ...empty, name: "template.csv" }, byKey(page));
  await expect(step(page)).toContainText("Match");
  await page.keyboard.press("Control+K");
  await page.keyboard.type("import parties");
  await expect(page.getByRole("option", { name: "Import parties…" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "Parties" })).toBeChecked();
  await page.goto("/#/b/new_shop/settings?part=file");
  await page.getByRole("link", { name: "Bring a list in…" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Bring a list in" })).toBeVisible();
});

// The first morning with the program, as somebody new to it spends it, by clicks and typing alone: a shop of one's own,
// its price list with all its mistakes, a label, a workbook, and the way to another machine.
import fs from "node:fs";
import path from "node:path";
import { choose, saved, type Sent } from "./support/files";
import { rgb, token } from "./support/look";
import { pagesOf, readings } from "./support/pdf";
import { cellOf, dirtyPriceList, item, mistakes, ROWS, rowOf } from "./support/price-list";
import { Server } from "./support/server";
import { expect, test, type Page } from "./support/test";
import { grid, typedInto } from "./support/workbook";

const NAME = "Vishwakarma Hardware";
const MAIN = "#9a3412";
const SECOND = "#0f766e";
const clock = item(ROWS);
const logo: Sent = {
  name: "logo.png",
  mimeType: "image/png",
  buffer: fs.readFileSync(path.join(__dirname, "../../tenants/samples/corner_shop.png")),
};
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const heading = (page: Page, name: string) => expect(page.getByRole("heading", { name })).toBeVisible();
const box = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const menu = (page: Page, name: string) =>
  page.getByRole("navigation").getByRole("link", { name, exact: true });
const rows = (page: Page) => page.getByRole("table").locator("tbody tr[data-row]");

test("from an empty program to a shop that stands on another machine", async ({ page, watch }) => {
  await page.goto("/");
  await test.step("a business of one's own", () => addBusiness(page));
  await test.step("its second colour", () => chooseSecondColour(page));
  const marked = await test.step("the list is checked", () => checkPriceList(page));
  await test.step("it is corrected and comes in", () => bringInCorrected(page, marked));
  await test.step("a product is found by three letters", () => findClock(page));
  await test.step("its label", () => printLabel(page));
  await test.step("all of it as a workbook", () => takeOut(page));
  const here = await look(page);
  const file = await test.step("the business in one file", () => saveBusiness(page));

  const second = await new Server().start();
  try {
    watch.allow(new RegExp(`^request to another place: ${second.url}/`));
    await page.goto(`${second.url}/`);
    await test.step("it is taken in elsewhere", () => takeIn(page, file));
    await menu(page, "Products and services").click();
    await findClock(page);
    expect(await look(page), "all the same is there").toEqual(here);
  } finally {
    await second.dispose();
  }
});

async function addBusiness(page: Page) {
  await button(page, "Add a business").click();
  await page.getByText("Shop or office").click();
  await button(page, "Next").click();
  await page.getByRole("textbox", { name: /^Name/ }).fill(NAME);
  await button(page, "Next").click();
  await box(page, "Main colour").fill(MAIN);
  await choose(page, logo, () => button(page, "Choose a picture…").click());
  await expect(page.getByText("logo.png")).toBeVisible();
  await button(page, "Add and open").click();
  await expectOpen(page);
  expect(await token(page, "--brand")).toBe(rgb(MAIN));
}

async function chooseSecondColour(page: Page) {
  await menu(page, "Settings").click();
  await page.getByRole("tab", { name: "Look" }).click();
  await box(page, "Second colour").fill(SECOND);
  await button(page, "Save").click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();
  await menu(page, "Home").click();
}

/** The list as it came is brought, and every mistake in it is named; the file that comes back has them marked. */
async function checkPriceList(page: Page): Promise<Sent> {
  await page.getByRole("link", { name: /Bring your lists in/ }).click();
  await choose(page, dirtyPriceList(), () => button(page, "Choose a file…").click());
  await expect(page.getByText("Left out: S.No, Rack")).toBeVisible(); // every other column is known by its heading
  await button(page, "Check").click();
  await heading(page, `${mistakes.length} rows have to be mended first`);
  await expect(rows(page)).toHaveText(mistakes.map(toldAs));
  await expect(button(page, /^Import 4,/), "nothing of it can come in as it is").toHaveCount(0);
  return saved(page, () => button(page, "Save the file, marked").click());
}

/** Its row, and what stands in the cell. */
const toldAs = ({ i, cell }: (typeof mistakes)[number]) =>
  new RegExp(`^${rowOf(i).toLocaleString("en-IN")}[A-H] · .*${cell || "empty"}`, "s");

async function bringInCorrected(page: Page, marked: Sent) {
  const complaints = grid(marked.buffer).flatMap((cells, at) => (cells[0] ? [at + 1] : []));
  expect(complaints, "the headings' row, and those that are wrong").toEqual([
    3,
    ...mistakes.map(({ i }) => rowOf(i)),
  ]);
  const right = Object.fromEntries(mistakes.map((wrong) => [cellOf(wrong), item(wrong.i)[wrong.field]]));
  const corrected = {
    ...marked,
    name: "Price list, mended.xlsx",
    buffer: typedInto(marked.buffer, right),
  };
  await choose(page, corrected, () => button(page, "Choose the corrected file…").click());
  await heading(page, "All 5,000 rows are right");
  await button(page, "Import 5,000 products and services").click();
  await heading(page, "The list is in");
  await button(page, "Show them").click();
}

async function findClock(page: Page) {
  await expect(page.getByText("50 of 5,000, more as you go on")).toBeVisible();
  await page.getByRole("main").getByRole("searchbox").fill("qua");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(clock.name);
}

async function printLabel(page: Page) {
  await page.getByRole("checkbox", { name: `Mark ${clock.name}` }).click();
  await button(page, "Print labels").click();
  await expect(page.getByText("1 label on 1 sheet")).toBeVisible();
  const label = await saved(page, () => button(page, "Save as PDF").click());
  expect(label.buffer.toString("latin1", 0, 5)).toBe("%PDF-");
  expect(pagesOf(label.buffer)).toBe(1);
  const said = readings(label.buffer);
  for (const words of [clock.name, clock.code, "₹ 1,39,240.59"])
    // with 18 % on top
    expect(
      said.some((reading) => reading.includes(words)),
      `${words}: ${said.join("\n")}`,
    ).toBe(true);
  await button(page, "Unmark").click();
}

/** Every product and every figure stands in the workbook. */
async function takeOut(page: Page) {
  await page.getByRole("main").getByRole("searchbox").fill("");
  await expect(page.getByText("50 of 5,000, more as you go on")).toBeVisible();
  await button(page, /^Export/).click();
  const dialog = page.getByRole("dialog", {
    name: "Export: Products and services",
  });
  await dialog.getByText("All", { exact: true }).click();
  const book = await saved(page, () => dialog.getByRole("button", { name: "Export" }).click());
  expect(book.name).toMatch(/\.xlsx$/);
  const [headings = [], ...body] = grid(book.buffer);
  const figure = (text: string | undefined) => Number(text).toFixed(2);
  const read = body.map((cells) => {
    const of = (name: string) => cells[headings.indexOf(name)] ?? "";
    const [name, code, hsn, unit] = [of("Name"), of("Code"), of("HSN/SAC"), of("Unit")];
    return {
      name,
      code,
      price: figure(of("Selling price")),
      gst: of("GST %"),
      hsn,
      unit,
    };
  });
  expect(read.toSorted((a, b) => a.code.localeCompare(b.code))).toEqual(
    Array.from({ length: ROWS }, (_, at) => item(at + 1)),
  );
}

/** How the business looks and what its clock is, as the screens have it. */
async function look(page: Page) {
  await page.getByRole("main").getByRole("searchbox").fill("qua");
  await rows(page).getByRole("link", { name: clock.name }).click();
  await expect(box(page, "Selling price")).toHaveValue("1,18,000.50");
  const figures = await page
    .getByRole("main")
    .getByRole("textbox")
    .or(page.getByRole("main").getByRole("combobox"));
  const product = await figures.evaluateAll((boxes) => boxes.map((one) => (one as HTMLInputElement).value));
  await menu(page, "Settings").click();
  await page.getByRole("tab", { name: "Look" }).click();
  await expect(box(page, "Main colour")).toHaveValue(MAIN);
  await expect(box(page, "Second colour")).toHaveValue(SECOND);
  const picture = page.getByRole("button", { name: `${NAME}, switch business` }).locator("img");
  await expect(picture).toBeVisible();
  const drawn = await picture.evaluate((img: HTMLImageElement) => {
    const canvas = new OffscreenCanvas(img.naturalWidth, img.naturalHeight);
    const context = canvas.getContext("2d")!;
    context.drawImage(img, 0, 0);
    return [...context.getImageData(0, 0, canvas.width, canvas.height).data].join();
  });
  return { product, brand: await token(page, "--brand"), logo: drawn };
}

async function saveBusiness(page: Page): Promise<Sent> {
  await page.getByRole("tab", { name: "File", exact: true }).click();
  const file = await saved(page, () => button(page, "Save the business as one file…").click());
  expect(file.name).toMatch(/^default-\d{4}-\d\d-\d\d\.cashflow$/);
  return file;
}

async function takeIn(page: Page, file: Sent) {
  await choose(page, file, () => button(page, "Take in a business…").click());
  const dialog = page.getByRole("dialog", { name: "Take in a business" });
  await expect(dialog.getByRole("heading", { name: NAME })).toBeVisible();
  await expect(dialog).toContainText("5,000 products");
  await button(page, "Take it in").click();
  await page.getByRole("dialog", { name: `${NAME} is taken in` }).waitFor();
  await button(page, "Open it").click();
  await expectOpen(page);
}

/** Its title is there before it has answered; its frame and its colours come with the answer. */
async function expectOpen(page: Page) {
  await expect(button(page, `${NAME}, switch business`)).toBeVisible();
  await expect(page).toHaveTitle(`${NAME} · CashFlow`);
}

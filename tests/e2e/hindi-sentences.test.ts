// What the program itself says, in Hindi: refusals, mistakes in a list, a file that is none, checks of health. The
// program writes each in English.
import fs from "node:fs";
import path from "node:path";
import { choose, csv, saved } from "./support/files";
import { dropArchive, settled } from "./support/screens";
import { expect, test, type Page } from "./support/test";
import { grid } from "./support/workbook";

const words = JSON.parse(
  fs.readFileSync(path.join(__dirname, "../../ui/messages/hi.json"), "utf8"),
) as Record<string, string>;
const word = (key: string) => words[key] ?? key;

/** Three words of Latin letters in a row are a sentence that nobody put into Hindi. */
const LATIN = /[A-Za-z]{2,}[,;:]? [A-Za-z]{1,}[,;:]? [a-z]{2,}/;

async function expectNoLatinSentence(page: Page, where: string): Promise<void> {
  const shown = (await page.locator("body").innerText()).split("\n");
  expect(
    shown.filter((line) => LATIN.test(line)),
    where,
  ).toEqual([]);
}

test.beforeEach(async ({ page, api, watch }) => {
  watch.allow(/Failed to load resource/); // what is refused is what this is about
  await api.samples();
  await page.addInitScript(() => localStorage.setItem("cashflow.language", "hi"));
});

test("a code that is taken is told in Hindi, at its field too", async ({ page, api }) => {
  await api.call(
    "POST",
    "/api/materials",
    { code: "CW-1", name: "Copper wire", unit: "kg" },
    "manufacturing_xyz",
  );
  await page.goto("/#/b/manufacturing_xyz/materials/new");
  await page.getByRole("textbox", { name: word("materials.code") }).fill("CW-1");
  await page.getByRole("textbox", { name: word("materials.name") }).fill("Kupfer");
  await page.getByRole("textbox", { name: word("materials.unit") }).fill("kg");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("यह कोड Copper wire का है।")).toBeVisible();
  await expectNoLatinSentence(page, "a duplicate");
});

test("a file that is no archive is refused in Hindi", async ({ page }) => {
  await page.goto("/#/settings");
  await settled(page);
  await dropArchive(page);
  await expect(page.getByText(/^यह CashFlow का आर्काइव नहीं है।/).first()).toBeVisible();
  await expectNoLatinSentence(page, "a wrong archive");
});

test("what is wrong in a list is told in Hindi", async ({ page }) => {
  await page.goto("/#/b/corner_shop/import/products");
  const rows = [
    ["Name", "Code", "Selling price", "GST %"],
    ["Soap", "S-1", "twelve", "18"],
    ["Salt", "S-1", "4.50", "5"],
  ];
  await expect(page.getByRole("button", { name: word("import.choose") })).toBeFocused();
  await choose(page, csv("list.csv", rows), () => page.keyboard.press("o"));
  const steps = page.getByRole("list", { name: word("import.steps") });
  await expect(steps.locator("[aria-current=step]")).toContainText(word("import.step_match"));
  await page.keyboard.press("Control+Enter");
  const mistakes = page.getByRole("table", { name: word("import.problems") });
  await expect(mistakes).toContainText("“twelve” राशि नहीं है। अंक और दशमलव लिखें, जैसे 1180.50।");
  await expect(mistakes).toContainText("पंक्ति 2 में भी यही है।");
  await expectNoLatinSentence(page, "mistakes in a list");
  const marked = await saved(page, () => page.keyboard.press("Control+Enter"));
  const said = grid(marked.buffer).map(([first]) => first ?? "");
  expect(said[0]).toBe("क्या ग़लत है");
  expect(said[1]).toContain("Selling price: “twelve” राशि नहीं है।");
  expect(
    said.filter((cell) => LATIN.test(cell.replace("Selling price", ""))),
    "the file given back",
  ).toEqual([]);
});

test("the health of a business is told in Hindi, and so is what is wrong with it", async ({
  page,
  server,
}) => {
  await page.goto("/#/settings/business/corner_shop?part=file");
  await page.getByRole("button", { name: word("health.run") }).press("Enter");
  await expect(page.getByText("फ़ाइल की सरसरी जाँच में कुछ ग़लत नहीं मिला।")).toBeVisible();
  await expect(page.getByText(/^स्कीमा \d+ सबसे नया है।$/)).toBeVisible();
  await expectNoLatinSentence(page, "a business that is well");

  fs.writeFileSync(path.join(server.dataDir, "tenants", "holiday.sqlite"), "not a database");
  await page.goto("/#/settings/found");
  await expect(page.getByText("holiday.sqlite ख़राब है या डेटाबेस नहीं है।")).toBeVisible();
  await expectNoLatinSentence(page, "a foreign file");
});

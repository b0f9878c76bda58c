// The two features behind gates: patients of a clinic, materials of a workshop.
import { expect, test, type Page } from "./support/test";

const rows = (page: Page) => page.getByRole("table").first().locator("tbody tr");
const row = (page: Page, name: RegExp) => page.getByRole("row", { name });
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();

test.beforeEach(async ({ api }) => {
  await api.samples();
});

test("a patient's file: entered, numbered, found, corrected", async ({ page }) => {
  await page.goto("/#/b/dental_clinic_abc/patients");
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: /^Name/ })).toBeFocused();
  await page.keyboard.type("वैष्णवी Deshmukh");
  await page.getByRole("textbox", { name: /^Birth date/ }).fill("29/02/2020");
  await page.getByRole("radio", { name: "Female" }).check({ force: true });
  await page.getByRole("textbox", { name: /^Phone/ }).fill("98220 55555");
  const alerts = page.getByRole("textbox", { name: "Alerts" });
  await alerts.fill("Peanut allergy");
  await alerts.press("Enter");
  await page.getByRole("button", { name: "Latex allergy", exact: true }).press("Enter");
  await expect(page.getByRole("button", { name: "Remove Peanut allergy" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await told(page, /वैष्णवी Deshmukh is added as file /);
  await expect(row(page, /वैष्णवी/)).toBeFocused();
  await expect(row(page, /वैष्णवी/)).toContainText("Peanut allergy");

  await page.keyboard.press("/");
  await page.getByRole("searchbox").fill("ष्णव");
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("searchbox").fill("9822055555");
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "वैष्णवी Deshmukh" })).toBeVisible();
  await page.getByRole("button", { name: "Remove Latex allergy" }).press("Enter");
  await page.getByRole("textbox", { name: "Notes" }).fill("Comes after school.");
  await page.keyboard.press("Control+Enter");
  await told(page, "वैष्णवी Deshmukh is saved");
  await expect(row(page, /वैष्णवी/)).not.toContainText("Latex");
});

test("a patient born tomorrow or with a file number that is taken is refused at the field", async ({
  page,
  watch,
}) => {
  await page.goto("/#/b/dental_clinic_abc/patients");
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false");
  const number = (await rows(page).first().locator("td").nth(1).innerText()).trim();
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: /^Name/ }).fill("Twin File");
  await page.getByRole("textbox", { name: /^Birth date/ }).fill("01/01/2199");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("textbox", { name: /^Birth date/ })).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("textbox", { name: /^Birth date/ }).fill("");
  await page.getByRole("textbox", { name: /^File number/ }).fill(number);
  watch.allow(/409|422/);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("textbox", { name: /^File number/ })).toHaveAttribute("aria-invalid", "true");
});

test("a material: entered, counted from the list and from its page, its counts kept", async ({ page }) => {
  await page.goto("/#/b/manufacturing_xyz/materials");
  await expect(row(page, /RM-ST-040/)).toBeVisible();
  await expect(row(page, /RM-ST-040/)).toContainText("286.25");
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: /^Code/ })).toBeFocused();
  await page.keyboard.type("TS-001");
  await page.getByRole("textbox", { name: /^Name/ }).fill("Threaded stud M8");
  await page.getByLabel(/^Unit/).fill("pcs");
  await page.getByLabel(/^Store/).fill("Bought-out parts");
  await page.keyboard.press("Control+Enter");
  await told(page, /Threaded stud M8 is added/);
  await expect(row(page, /TS-001/)).toBeFocused();

  await page.keyboard.press("c");
  const drawer = page.getByRole("dialog", { name: "Count Threaded stud M8" });
  await expect(drawer).toContainText("This is the first count.");
  await drawer.getByRole("textbox", { name: "Quantity found" }).fill("120");
  await page.keyboard.press("Enter");
  await told(page, "Threaded stud M8: 120");
  await expect(row(page, /TS-001/)).toContainText("120");

  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Threaded stud M8" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Count" })).toBeVisible();
  await page.keyboard.press("c");
  await drawer.getByRole("textbox", { name: "Quantity found" }).fill("97.5");
  await expect(drawer.getByText(/22\.5 pcs less/)).toBeVisible();
  await drawer.getByRole("textbox", { name: "Note" }).fill("Two bags were torn");
  await page.keyboard.press("Enter");
  const counts = page.getByRole("table", { name: "Counts" });
  await expect(counts.getByRole("row", { name: /97\.5/ })).toContainText("22.5");
  await expect(counts.getByRole("row", { name: /120/ })).toBeVisible();
  await expect(counts).toContainText("Two bags were torn");
  await expect(counts.getByRole("row").nth(1)).toContainText("97.5"); // newest first
});

test("a screen behind a gate shows nothing of it to a business without the feature", async ({
  page,
  watch,
}) => {
  watch.allow(/403/);
  for (const [id, path] of [
    ["corner_shop", "patients"],
    ["corner_shop", "materials"],
    ["dental_clinic_abc", "materials"],
    ["manufacturing_xyz", "patients"],
    ["manufacturing_xyz", "patients/1"],
  ] as const) {
    await page.goto(`/#/b/${id}/${path}`);
    await expect(page.getByRole("main")).toContainText(/feature/i);
    await expect(rows(page)).toHaveCount(0);
    await expect(
      page
        .getByRole("navigation", { name: /menu/ })
        .getByRole("link", { name: new RegExp(path.split("/")[0]!, "i") }),
    ).toHaveCount(0);
  }
});

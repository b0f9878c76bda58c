// The first minute with the program: nothing there, the sample businesses, each in its own colours and menu.
import { expect, test, type Page } from "./support/test";
import { expectNoClippedText, expectNoSidewaysScroll, rgb, token } from "./support/look";
import { settled } from "./support/screens";

const samples = [
  {
    id: "dental_clinic_abc",
    name: "ABC Dental Clinic",
    colour: "#2E86AB",
    menu: ["Home", "Patients", "Suppliers and payers", "Products and services"],
  },
  {
    id: "manufacturing_xyz",
    name: "XYZ",
    colour: "#A23B72",
    menu: ["Home", "Materials", "Parties", "Products and services"],
  },
  {
    id: "corner_shop",
    name: "Corner Shop",
    colour: "#2F7D5B",
    menu: ["Home", "Parties", "Products and services"],
  },
];
const own = {
  dental_clinic_abc: ["patients", "treatments", "dental-supplies"],
  manufacturing_xyz: ["materials", "bom", "production"],
  corner_shop: [],
};

async function addSamples(page: Page) {
  await page.goto("/");
  await page.getByRole("button", { name: "Try it with sample businesses" }).press("Enter");
  await expect(page.getByRole("list", { name: "Businesses" }).getByRole("link")).toHaveCount(3);
}

test("an empty program says how to begin", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle("CashFlow");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Add a business" })).toBeVisible();
  await expect(page.getByText("Each business you add lives in a file of its own")).toBeVisible();
  await expect(page.getByRole("list", { name: "Businesses" })).toHaveCount(0);
});

for (const [locale, faces] of [
  ["en-IN", ["Inter"]],
  ["hi-IN", ["Inter", "Noto Sans Devanagari", "Noto Sans Devanagari"]],
] as const)
  test.describe(locale, () => {
    test.use({ locale });

    test("the first screen is drawn once, with the letters of its language", async ({ page }) => {
      // Those that are there at the moment at which the first element is.
      await page.addInitScript(() => {
        const faces: string[] = [];
        Object.assign(window, { faces });
        new MutationObserver((_, observer) => {
          if (!document.getElementById("app")?.firstElementChild) return;
          observer.disconnect();
          for (const face of document.fonts) if (face.status === "loaded") faces.push(face.family);
        }).observe(document, { childList: true, subtree: true });
      });
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const there = await page.evaluate(() => (window as unknown as { faces: string[] }).faces);
      expect(there.map((family) => family.replaceAll('"', ""))).toEqual(expect.arrayContaining([...faces]));
    });
  });

test("the samples open by their numbers, each as itself", async ({ page }) => {
  await addSamples(page);
  const cards = page.getByRole("list", { name: "Businesses" }).getByRole("link");
  for (let number = 1; number <= 3; number += 1) {
    await page.goto("/#/");
    const text = await cards.nth(number - 1).innerText();
    const sample = samples.find(({ name }) => text.includes(name));
    expect(sample, `card ${number} is one of the samples`).toBeDefined();
    await page.keyboard.press(String(number));

    const { id, name, colour, menu } = sample!;
    await expect(page).toHaveURL(new RegExp(`#/b/${id}/home$`));
    await expect(page).toHaveTitle(new RegExp(`^${name}.* · CashFlow$`));
    const header = page
      .locator("header")
      .filter({ has: page.getByRole("button", { name: /switch business/ }) });
    await expect(header.getByRole("button", { name: /switch business/ })).toContainText(name);
    await expect(header.locator("img").first()).toHaveJSProperty("complete", true);
    expect(
      await header
        .locator("img")
        .first()
        .evaluate((img: HTMLImageElement) => img.naturalWidth),
    ).toBeGreaterThan(0);
    expect(await token(page, "--brand")).toBe(rgb(colour));
    await expect(header).toHaveCSS("border-top-color", rgb(colour));
    await expect(
      page
        .getByRole("navigation")
        .getByRole("link")
        .filter({ hasNotText: /^Settings$/ }),
    ).toHaveText(menu);
  }
});

test("nothing of another business's features answers", async ({ page, api, watch }) => {
  await addSamples(page);
  const nouns = Object.values(own).flat();
  for (const [id, nounsOfOne] of Object.entries(own)) {
    for (const noun of nouns) {
      const { status, json } = await api.ask("GET", `/api/${noun}`, undefined, id);
      if ((nounsOfOne as string[]).includes(noun)) expect(status, `${id} ${noun}`).not.toBe(403);
      else {
        expect(status, `${id} ${noun}`).toBe(403);
        expect(json).toMatchObject({ code: "feature_disabled", status: 403 });
        expect(json["feature"]).toBeTruthy();
      }
    }
  }
  watch.allow(/403/);
  await page.goto("/#/b/corner_shop/patients");
  await expect(page.getByRole("heading", { name: "ABC Dental Clinic" })).toHaveCount(0);
  await expect(page.getByRole("table").getByRole("row").nth(1)).toHaveCount(0);
});

test("the start screen gives the keyboard to the business one was in last", async ({ page }) => {
  await addSamples(page);
  const cards = page.getByRole("list", { name: "Businesses" }).getByRole("link");
  for (const name of ["Corner Shop", "XYZ Manufacturing", "ABC Dental Clinic"]) {
    await cards.filter({ hasText: name }).press("Enter");
    await expect(page).toHaveTitle(`${name} · CashFlow`);
    await page.keyboard.press("Control+0");
    await expect(cards.filter({ hasText: name })).toBeFocused();
    // Neither the places nor the numbers change by use.
    await expect(cards).toHaveText([/ABC Dental Clinic/, /Corner Shop/, /XYZ Manufacturing/]);
  }
});

test("the start screen knows the business one turned to before its file has answered", async ({ page }) => {
  await addSamples(page);
  const cards = page.getByRole("list", { name: "Businesses" }).getByRole("link");
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/open", async (route) => {
    await held;
    await route.continue();
  });
  await cards.filter({ hasText: "XYZ Manufacturing" }).press("Enter");
  await expect(page).toHaveTitle("XYZ Manufacturing · CashFlow");
  await page.keyboard.press("Control+0");
  await expect(cards.filter({ hasText: "XYZ Manufacturing" })).toBeFocused();
  answer();
});

test("the first screen asks for nothing twice", async ({ page, api }) => {
  await api.samples();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/");
  await expect(page.getByRole("list", { name: "Businesses" }).getByRole("link")).toHaveCount(3);
  await settled(page);
  const lists = asked.filter((path) => ["/api/installation", "/api/tenants"].includes(path));
  expect(lists.sort()).toEqual(["/api/installation", "/api/tenants"]);
});

test("a business has one number, on the start screen, on Ctrl and in the palette", async ({ page }) => {
  await addSamples(page);
  for (const [number, name] of [
    [3, "XYZ Manufacturing"],
    [1, "ABC Dental Clinic"],
    [2, "Corner Shop"],
    [3, "XYZ Manufacturing"],
  ] as const) {
    await page.keyboard.press(`Control+${number}`);
    await expect(page).toHaveTitle(`${name} · CashFlow`);
    await page.keyboard.press("Control+K");
    await page.keyboard.type(name);
    const entry = page.getByRole("option").filter({ hasText: name }).last();
    await expect(entry).toContainText(`Ctrl ${number}`);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("Control+0");
    const card = page.getByRole("list", { name: "Businesses" }).getByRole("link").filter({ hasText: name });
    await expect(card).toHaveAttribute("aria-keyshortcuts", String(number));
  }
});

test("everything has its place in a window as narrow as a telephone", async ({ page, api }) => {
  await page.setViewportSize({ width: 420, height: 760 });
  await page.goto("/#/");
  await settled(page);
  await expectNoSidewaysScroll(page, "first start");
  await expectNoClippedText(page, "first start");
  await api.samples();
  for (const [name, path] of Object.entries({
    start: "/#/",
    adding: "/#/add",
  })) {
    await page.goto(path);
    await page.reload();
    await settled(page);
    await expectNoSidewaysScroll(page, name);
    await expectNoClippedText(page, name);
  }
});

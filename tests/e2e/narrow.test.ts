// A small window, 1024 by 640: nothing lies over what one reads, nothing falls out of its line, no edge jumps.
import path from "node:path";
import { expect, test, type Page } from "./support/test";

test.use({ viewport: { width: 1024, height: 640 } });
const shop = "corner_shop";

test.beforeEach(async ({ api }) => {
  await api.samples();
  const fasteners = await api.category(shop, "Fasteners");
  await api.product(shop, "Hex bolt M10", {
    code: "HB-1",
    category_id: fasteners.id,
  });
  await api.call("POST", "/api/price-lists", { name: "Wholesale", includes_tax: false }, shop);
});

const look = (page: Page, name: string) =>
  page.screenshot({
    path: path.join(test.info().project.outputDir, "narrow", `${name}.png`),
  });
const spoken = async (page: Page, language: string) => {
  await page.addInitScript((chosen) => localStorage.setItem("cashflow.language", chosen), language);
};
const rows = (page: Page) => page.getByRole("table").locator("tbody tr[data-row]");

for (const language of ["en", "hi"])
  test(`the filters of products stand on one line, in ${language}`, async ({ page }) => {
    await spoken(page, language);
    await page.goto(`/#/b/${shop}/products`);
    await expect(rows(page).first()).toBeVisible();
    const tops = await page.locator(".bar > *:not(.gap)").evaluateAll((all) =>
      all.map((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return Math.round((top + bottom) / 8);
      }),
    );
    await look(page, `products-${language}`);
    expect(tops.length).toBeGreaterThan(3);
    expect(new Set(tops).size).toBe(1);
  });

test("a click anywhere in a column's head sorts by it, and then everything is not ticked among the views", async ({
  page,
}) => {
  await page.goto(`/#/b/${shop}/parties`);
  await expect(rows(page).first()).toBeVisible();
  const ticked = () => page.getByRole("menuitem", { name: "Everything" }).locator("svg path[d^='M20 6']");
  await page.keyboard.press("v");
  await expect(ticked()).toHaveCount(1);
  await page.keyboard.press("Escape");
  const head = page.getByRole("columnheader", { name: "Name" });
  const box = (await head.boundingBox())!;
  await page.mouse.click(box.x + box.width - 4, box.y + 4);
  await expect(head).toHaveAttribute("aria-sort", /scending/);
  await page.keyboard.press("v");
  await expect(page.getByRole("menuitem", { name: "Everything" })).toBeVisible();
  await expect(ticked()).toHaveCount(0);
});

test("a message lies under a menu and beside a drawer", async ({ page }) => {
  await page.goto(`/#/b/${shop}/settings?part=features`);
  const turn = page.getByRole("switch").first();
  await turn.press("Space");
  const message = page.locator(".toast").first();
  await expect(message).toBeVisible();
  const [toast, menu] = await page.evaluate(() => {
    const zOf = (name: string) => {
      const probe = document.body.appendChild(document.createElement("div"));
      probe.style.cssText = `position:fixed;z-index:var(${name})`;
      return Number(getComputedStyle(probe).zIndex);
    };
    return [zOf("--z-toast"), Math.min(zOf("--z-dialog"), zOf("--z-drawer"), zOf("--z-float"))];
  });
  expect(toast).toBeLessThan(menu ?? 0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await look(page, "message-and-palette");
});

test("the parts of the settings are equally wide", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const edges = new Set<number>();
  for (const part of ["profile", "look", "features", "units", "taxes", "numbering", "preferences", "file"]) {
    await page.goto(`/#/b/${shop}/settings?part=${part}`);
    const open = page.getByRole("tabpanel").locator("> *").first();
    await expect(open).toBeVisible();
    edges.add(await open.evaluate((one) => Math.round(one.getBoundingClientRect().right)));
  }
  expect([...edges]).toHaveLength(1);
  await page.setViewportSize({ width: 1024, height: 640 });
  await page.goto(`/#/b/${shop}/settings?part=taxes`);
  await expect(rows(page).first()).toBeVisible();
  await look(page, "taxes");
});

for (const language of ["en", "hi"])
  test(`all that labels are asked for is in view, in ${language}`, async ({ page }) => {
    await spoken(page, language);
    await page.goto(`/#/b/${shop}/products`);
    await rows(page).first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("l");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("checkbox")).toHaveCount(2);
    await page.waitForTimeout(500);
    await look(page, `labels-${language}`);
    const body = (await dialog.locator(".dialog-body").boundingBox())!;
    for (const box of await dialog.locator(".how > *, [type=checkbox]").all())
      expect((await box.boundingBox())!.y + (await box.boundingBox())!.height).toBeLessThanOrEqual(
        body.y + body.height + 1,
      );
  });

test("a name that is too long is refused where it is typed", async ({ page }) => {
  await page.goto("/#/add");
  await page.getByRole("radio").first().press("Enter");
  const name = page.getByRole("textbox", { name: /^Name/ });
  await name.fill("x".repeat(121));
  await name.press("Enter");
  await expect(page.getByText("Use at most 120 characters.")).toBeVisible();
  await expect(name).toBeFocused();
  await name.fill("x".repeat(120));
  await name.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "What does it look like?" })).toBeVisible();
});

test("lines that are empty yet are told apart by their names", async ({ page }) => {
  await page.goto(`/#/b/${shop}/products/new`);
  await expect(page.getByRole("button", { name: /^Add / }).first()).toBeVisible();
  for (const add of await page.getByRole("button", { name: /^Add / }).all()) await add.click();
  const names = await page
    .getByRole("button", { name: /^Remove/ })
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent));
  expect(names.length).toBeGreaterThan(1);
  expect(new Set(names).size).toBe(names.length);
});

// The gallery holds every control; here each of them is seen, judged by axe in every brand, theme and density, and reached
// by the keyboard. Pictures go to ui/test-results/gallery for people to look at. They are not compared with kept ones:
// the browser is the machine's own, and two versions of it, or of its font library, draw the same letters with other
// edges; a tolerance wide enough for that would pass what it should catch.
import path from "node:path";
import { expect, test, type Page } from "./support/test";
import { complaints } from "./support/axe";
import { expectNoClippedText, expectNoSidewaysScroll } from "./support/look";
import { painted } from "./support/screens";

const brands = { none: "", dental: "2E86AB", factory: "A23B72", yellow: "FFFF00" };

async function open(page: Page, brand = "") {
  await page.goto(`/#/gallery${brand ? `?brand=${brand}` : ""}`);
  await expect(page.getByRole("heading", { level: 1, name: "Controls" })).toBeVisible();
  await painted(page); // it asks the server for nothing, and one of its buttons is busy for ever
}
const choose = (page: Page, name: string) =>
  page.getByRole("radio", { name, exact: true }).first().check({ force: true });

test("every control is there, and the way to it leads from About", async ({ page }) => {
  await page.goto("/#/settings/about");
  await page.getByRole("link", { name: "Controls", exact: true }).press("Enter");
  for (const section of [
    "Buttons",
    "Marks, keys and icons",
    "Inputs",
    "Choices",
    "What lies over a screen",
    "Empty, failed, waiting",
    "Tiles",
    "Charts",
    "Table",
    "Palette and paper",
  ])
    await expect(page.getByRole("heading", { level: 2, name: section, exact: true })).toBeVisible();
  for (const name of ["Text", "Money", "Quantity", "Number", "Rate", "Day", "Note"])
    await expect(page.getByRole("textbox", { name, exact: true }), name).toBeVisible();
  await expect(page.getByRole("combobox", { name: "One of many" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Yes or no" })).toBeChecked();
  await expect(page.getByRole("switch", { name: /On or off/ })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Rows read" })).toBeVisible();
  await expect(page.getByRole("meter", { name: "Disk", exact: true })).toBeVisible();
  await expect(page.getByRole("table", { name: "Table" })).toBeVisible();
  const drawn = page.getByRole("table", { name: "Entered by month" });
  await expect(drawn.getByRole("row", { name: /Nov 2026/ })).toContainText("8");
});

test("every brand, theme and density can be read", async ({ page, watch }) => {
  test.setTimeout(300_000);
  watch.allow(/Failed to load resource/);
  await open(page);
  for (const [brand, colour] of Object.entries(brands)) {
    await open(page, colour);
    for (const theme of ["Light", "Dark"]) {
      await choose(page, theme);
      for (const density of ["Comfortable", "Compact"]) {
        await choose(page, density);
        await painted(page);
        const name = [brand, theme, density].join("-").toLowerCase();
        const folder = path.join(test.info().project.outputDir, "gallery");
        for (const [at, section] of (await page.locator("[data-section]").all()).entries()) {
          if (brand !== "none" && at > 2) break; // the rest is seen once
          await section.screenshot({ path: path.join(folder, `${name}-${at}.png`) });
        }
        const rules = brand === "none" && density === "Comfortable" ? "all" : "contrast";
        expect.soft(await complaints(page, rules), name).toEqual([]);
        await expectNoSidewaysScroll(page, name);
        await expectNoClippedText(page, name);
      }
    }
  }
});

test("Tab walks through the controls in their order, and shows where it stands", async ({ page }) => {
  await open(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const stops: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const kept = window as unknown as { last?: Element };
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      const before = kept.last;
      kept.last = at;
      const follows =
        !before || Boolean(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
      const ringed = (element: Element | null, up: number): boolean => {
        if (!element || up < 0) return false;
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        const glows = element.matches(".control, tr, td, .card") && style.boxShadow !== "none";
        return outlined || glows || ringed(element.parentElement, up - 1);
      };
      const row = at.closest("tr");
      const seen =
        ringed(at, 3) || (row !== null && getComputedStyle(row.cells[0] ?? row).boxShadow !== "none");
      const name = at.getAttribute("aria-label") ?? at.textContent?.trim().slice(0, 40) ?? "";
      return { what: `${at.tagName.toLowerCase()} ${name || at.id}`, follows, seen };
    });
    if (!stop || (!stop.follows && stops.length > 0)) break; // round again
    expect.soft(stop.seen, `${stop.what} shows that it has the keyboard`).toBe(true);
    stops.push(stop.what);
  }
  expect(stops.length, stops.join(" | ")).toBeGreaterThan(35);
});

test("layers open by the keyboard, and Escape gives it back", async ({ page }) => {
  await open(page);
  for (const [name, role] of [
    ["Menu", "menu"],
    ["Dialog", "dialog"],
    ["Drawer", "dialog"],
    ["Question", "dialog"],
  ] as const) {
    const button = page.getByRole("button", { name, exact: true });
    await button.press("Enter");
    const shown =
      role === "menu" ? page.getByRole("menu") : page.locator('[role="dialog"], [role="alertdialog"]');
    await expect(shown.first(), name).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(shown, name).toHaveCount(0);
    await expect(button, name).toBeFocused();
  }
  await page.getByRole("button", { name: "Message", exact: true }).press("Enter");
  await expect(page.getByText("It is done")).toBeVisible();
  const city = page.getByRole("combobox", { name: "One of many" });
  await city.fill("Solapur");
  await page.getByRole("option", { name: "New: Solapur" }).click();
  await expect(city).toHaveValue("Solapur");
  const rate = page.getByRole("textbox", { name: "Rate", exact: true });
  await rate.press("Alt+ArrowDown");
  await page.getByRole("menuitem", { name: /^5/ }).press("Enter");
  await expect(rate).toHaveValue("5");
  await rate.fill("7");
  await expect(page.getByText("No usual rate of that day. It is kept all the same.")).toBeAttached();
});

test("numbers are grouped as they are typed, to the decimals of their kind", async ({ page }) => {
  await open(page);
  const money = page.getByRole("textbox", { name: "Money", exact: true });
  await expect(money).toHaveValue("12,34,567.50");
  await money.fill("");
  await money.pressSequentially("1234567.5");
  await expect(money).toHaveValue("12,34,567.5");
  await money.press("Tab");
  await expect(money).toHaveValue("12,34,567.50");
  const quantity = page.getByRole("textbox", { name: "Quantity", exact: true });
  await quantity.fill("1234.567");
  await expect(quantity).toHaveValue("1,234.567");
  await quantity.fill("1.2345");
  await expect(quantity).toHaveAttribute("aria-invalid", "true");
});

test("nothing moves for those who want no motion", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  await page.getByRole("button", { name: "Drawer", exact: true }).press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await painted(page);
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .map((one) => `${(one as CSSAnimation).animationName ?? "transition"} ${one.playState}`),
  );
  expect(moving.filter((one) => one.endsWith("running"))).toEqual([]);
});

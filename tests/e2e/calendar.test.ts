// A day is typed, or chosen from a calendar with the keyboard alone; a layer in a layer closes by itself.
import { expect, test } from "./support/test";
import { settled } from "./support/screens";

test.beforeEach(async ({ api }) => void (await api.samples()));

test("a birth date is chosen without the mouse", async ({ page }) => {
  await page.goto("/#/b/dental_clinic_abc/patients/new");
  await settled(page);
  const birth = page.getByLabel("Birth date");
  await birth.fill("14/2/1978");
  await birth.press("Alt+ArrowDown");
  const calendar = page.getByRole("dialog", { name: "Calendar" });
  await expect(calendar.locator('.day[data-value="1978-02-14"]')).toBeFocused();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(calendar).toHaveCount(0);
  await expect(birth).toBeFocused();
  await expect(birth).toHaveValue("15 Mar 1978");

  await page.getByRole("button", { name: "Choose from a calendar" }).click();
  await calendar.getByLabel("Year").selectOption("1980");
  await calendar.getByRole("button", { name: /15 March 1980/ }).click();
  await expect(birth).toHaveValue("15 Mar 1980");
});

test("Escape closes the calendar and leaves the drawer under it", async ({ page }) => {
  await page.goto("/#/b/manufacturing_xyz/materials/1");
  await settled(page);
  await page.keyboard.press("c");
  const drawer = page.getByRole("dialog", { name: /Count/ });
  const on = drawer.getByLabel(/^Counted on|Day/);
  await on.press("Alt+ArrowDown");
  const calendar = page.getByRole("dialog", { name: "Calendar" });
  await expect(calendar).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  await expect(calendar).toHaveCount(0);
  await expect(drawer).toBeVisible();
  await expect(on).toBeFocused();
});

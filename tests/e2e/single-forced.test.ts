// An installation that its environment holds to one business offers nothing that would be refused.
import { expect, test } from "./support/test";
import { settled } from "./support/screens";

test.use({ env: { MULTI_TENANT_ENABLED: "false" } });

test("the first business may be added, the three samples may not", async ({ page }) => {
  await page.goto("/#/");
  await expect(page.getByRole("heading", { name: "Add a business" })).toBeVisible();
  await expect(page.getByText("Try it with sample businesses")).toHaveCount(0);
  await page.keyboard.press("Control+K");
  await page.keyboard.type("sample");
  await expect(page.getByRole("option", { name: /sample businesses/ })).toHaveCount(0);
});

test("a second business is offered nowhere", async ({ page, api }) => {
  await api.business("default", "Only One");
  await page.goto("/#/");
  await expect(page).toHaveURL(/#\/b\/default\/home$/);
  await settled(page);
  await page.getByRole("button", { name: /switch business/ }).press("Enter");
  await expect(page.getByRole("menuitem", { name: "Installation settings" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Add a business" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+K");
  await page.keyboard.type("add a business");
  await expect(page.getByRole("option", { name: "Add a business" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await page.goto("/#/settings");
  await expect(page.getByText(/MULTI_TENANT_ENABLED=false .* holds this installation/)).toBeVisible();
  await expect(page.getByRole("link", { name: /Add another business/ })).toHaveCount(0);
  await settled(page);
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/#\/settings$/);

  await page.goto("/#/add");
  await expect(
    page.getByRole("heading", {
      name: "This installation is held to one business",
    }),
  ).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
});

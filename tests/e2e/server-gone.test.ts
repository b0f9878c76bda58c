// The program behind the page ends: the page says so, keeps what was typed, and goes on when it is back.
import { expect, test } from "./support/test";

const gone = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_FAILED/;

test("a screen without its program says so, and its retry works", async ({ page, api, server, watch }) => {
  await api.samples();
  await page.goto("/#/b/corner_shop/home");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: "Parties" }).click();
  await expect(page.getByRole("row", { name: /Udupi Tiffin Room/ })).toBeVisible();

  await server.kill();
  watch.allow(gone);
  await page.getByRole("navigation").getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { name: "CashFlow does not answer" })).toBeVisible();

  await server.start();
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await expect(page.getByRole("link", { name: /Customers/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "CashFlow does not answer" })).toHaveCount(0);
});

test("switching to a business while the program is gone, and coming back to it", async ({
  page,
  api,
  server,
  watch,
}) => {
  await api.samples();
  await page.goto("/#/");
  await expect(page.getByRole("list", { name: "Businesses" }).getByRole("link")).toHaveCount(3);
  await page.waitForLoadState("networkidle"); // the screens behind this one are here too
  await server.kill();
  watch.allow(gone);
  await page.getByRole("link", { name: /Corner Shop/ }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "CashFlow does not answer" })).toBeVisible();
  await server.start();
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await expect(page).toHaveTitle("Corner Shop · CashFlow");
  await expect(page.getByRole("navigation").getByRole("link", { name: "Parties" })).toBeVisible();
});

test("a part of the program that could not be fetched says so, and its reload works", async ({
  page,
  api,
  watch,
}) => {
  await api.samples();
  watch.allow(gone);
  watch.allow(/dynamically imported module/);
  await page.route(/WorkFrame-.*\.js/, (route) => route.abort("connectionrefused"));
  await page.goto("/#/b/corner_shop/home");
  await expect(page.getByRole("heading", { name: "This screen could not be loaded" })).toBeVisible();
  await page.unroute(/WorkFrame-.*\.js/);
  await page.getByRole("button", { name: "Reload" }).press("Enter");
  await expect(page.getByRole("navigation").getByRole("link", { name: "Parties" })).toBeVisible();
});

test("a page that opens before the program answers comes to life by itself", async ({ page, api, watch }) => {
  await api.samples();
  watch.allow(gone);
  await page.route("**/api/**", (route) => route.abort("connectionrefused"));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "CashFlow does not answer" })).toBeVisible();
  await expect(page.getByText("It tries again by itself")).toBeVisible();
  await page.unroute("**/api/**");
  await expect(page.getByRole("list", { name: "Businesses" }).getByRole("link")).toHaveCount(3);
});

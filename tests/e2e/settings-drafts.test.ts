// What is typed in the settings and in the drawers and not saved: through a kill of the program, a reload, a switch of
// business, and away again once it is saved or not wanted.
import { complaints } from "./support/axe";
import type { Api } from "./support/api";
import { expect, test, type Page } from "./support/test";

const shop = "corner_shop";
const gone = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_FAILED|Failed to fetch/;
const box = (page: Page, name: RegExp | string) => page.getByRole("textbox", { name });
const row = (page: Page, name: RegExp) => page.getByRole("row", { name });
const offer = (page: Page) => page.getByRole("status").filter({ hasText: "You had not saved this" });
const keep = (page: Page) => page.getByRole("button", { name: "Leave, keep as draft" });
type Listed = { drafts: { key: string; label: string }[] };
const labels = async (api: Api, tenant = shop) =>
  (await api.call<Listed>("GET", "/api/drafts", undefined, tenant)).drafts.map(({ label }) => label);

test.beforeEach(async ({ api }) => {
  await api.samples();
});

test("what is typed in Profile and Look is there after the program was killed, and gone once it is saved", async ({
  page,
  api,
  server,
  watch,
}) => {
  await page.goto(`/#/b/${shop}/settings`);
  await box(page, "Phone").fill("020 5550 0199");
  await page.getByRole("tab", { name: "Look" }).click();
  await box(page, /^Main colour/).fill("#0f766e");
  await expect.poll(() => labels(api)).toEqual(["Main colour, Phone"]);
  watch.allow(gone);
  await server.kill();
  await page.goto("about:blank");
  await server.start();

  await page.goto(`/#/b/${shop}/home`);
  await page.getByRole("link", { name: "Main colour, Phone" }).press("Enter");
  await expect(box(page, "Phone"), "from Home one goes on at once").toHaveValue("020 5550 0199");
  await page.reload();
  await page.goto(`/#/b/${shop}/settings?part=features`);
  await expect(offer(page)).toContainText("Main colour, Phone");
  expect(await complaints(page, "all")).toEqual([]);
  await offer(page).getByRole("button", { name: "Continue" }).press("Enter");
  await expect(box(page, /^Main colour/), "the part with what was typed is shown").toHaveValue("#0f766e");
  await page.getByRole("tab", { name: "Profile" }).click();
  await expect(box(page, "Phone")).toHaveValue("020 5550 0199");
  await page.keyboard.press("Control+s");
  await expect.poll(() => labels(api)).toEqual([]);
});

test("a switch of business keeps what is typed in the settings in its own business; a logo is asked about", async ({
  page,
  api,
}) => {
  await page.goto(`/#/b/${shop}/settings`);
  await box(page, "E-mail").fill("desk@corner.example");
  await page.keyboard.press("Control+1");
  await keep(page).press("Enter");
  await expect(page).not.toHaveURL(/corner_shop/);
  const { tenants } = await api.call<{ tenants: { tenant_id: string }[] }>("GET", "/api/tenants");
  for (const { tenant_id } of tenants)
    expect(await labels(api, tenant_id)).toEqual(tenant_id === shop ? ["E-mail"] : []);

  await page.goto(`/#/b/${shop}/settings`);
  await offer(page).getByRole("button", { name: "Continue" }).press("Enter");
  await expect(box(page, "E-mail")).toHaveValue("desk@corner.example");
  await page.getByRole("button", { name: "Discard", exact: true }).press("Enter");
  await expect.poll(() => labels(api)).toEqual([]);

  await page.getByRole("tab", { name: "Look" }).click();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose another…" }).press("Enter");
  await (
    await choosing
  ).setFiles({
    name: "logo.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>',
    ),
  });
  await expect(page.locator(".paper img")).toHaveAttribute("src", /^data:/);
  await page.keyboard.press("Control+1");
  await expect(page.getByRole("dialog")).toContainText(
    "The logo you chose is not saved, and not kept as a draft.",
  );
  await page.getByRole("button", { name: "Keep editing" }).press("Enter");
  await expect(page).toHaveURL(/corner_shop/);
});

const drawers = [
  {
    what: "a new unit",
    path: "settings?part=units",
    open: (page: Page) => page.keyboard.press("n"),
    title: "New unit",
    field: /^Name/,
    typed: "Crate",
    called: "Crate",
  },
  {
    what: "a unit",
    path: "settings?part=units",
    open: (page: Page) => row(page, /^BOX/).press("Enter"),
    title: "Unit BOX",
    field: /^Name/,
    typed: "Cartons",
    called: "Cartons",
  },
  {
    what: "a new rate of GST",
    path: "settings?part=taxes",
    open: (page: Page) => page.keyboard.press("n"),
    title: "New rate",
    field: /^Rate/,
    typed: "7.5",
    called: "7.5 %",
  },
  {
    what: "a way of numbering",
    path: "settings?part=numbering",
    open: (page: Page) => row(page, /^Codes of products/).press("Enter"),
    title: "Codes of products and services",
    field: /^Prefix/,
    typed: "AB-",
    called: "Codes of products and services",
  },
  {
    what: "a price list",
    path: "products/price-lists",
    open: (page: Page) => page.keyboard.press("n"),
    title: "New price list",
    field: /^Name/,
    typed: "Dealers",
    called: "Dealers",
  },
];
for (const { what, path, open, title, field, typed, called } of drawers) {
  test(`${what} that is typed waits in its drawer and on Home`, async ({ page, api }) => {
    const drawer = page.getByRole("dialog", { name: title });
    const input = drawer.getByRole("textbox", { name: field });
    await page.goto(`/#/b/${shop}/${path}`);
    await expect(page.getByRole("row").nth(1).or(page.getByText("No price lists yet"))).toBeVisible();
    await open(page);
    await input.fill(typed);
    await expect.poll(() => labels(api)).toEqual([called]);
    await page.reload(); // nothing is asked: it is kept
    await expect(page.getByRole("row").nth(1).or(page.getByText("No price lists yet"))).toBeVisible();
    await open(page);
    await expect(offer(page)).toContainText(called);
    expect(await complaints(page, "all")).toEqual([]);
    await offer(page).getByRole("button", { name: "Continue" }).press("Enter");
    await expect(input).toHaveValue(typed);
    await input.focus();
    await page.keyboard.press("Escape");
    await keep(page).press("Enter");
    await expect(drawer).toHaveCount(0);

    await page.goto(`/#/b/${shop}/home`);
    await page.getByRole("link", { name: called, exact: true }).press("Enter");
    await expect(input, "the link leads into the drawer").toHaveValue(typed);
    await input.focus();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard", exact: true }).press("Enter");
    await expect(drawer).toHaveCount(0);
    await expect.poll(() => labels(api)).toEqual([]);
    await open(page);
    await expect(input).not.toHaveValue(typed);
    await expect(offer(page)).toHaveCount(0);
  });
}

test("a drawer that is left by the way back is asked about, and saving it drops its draft", async ({
  page,
  api,
}) => {
  await page.goto(`/#/b/${shop}/home`);
  await page.goto(`/#/b/${shop}/settings?part=units`);
  await expect(row(page, /^BOX/)).toBeVisible();
  await page.keyboard.press("n");
  const drawer = page.getByRole("dialog", { name: "New unit" });
  await drawer.getByRole("textbox", { name: /^Code/ }).fill("CRT");
  await drawer.getByRole("textbox", { name: /^Name/ }).fill("Crate");
  await page.goBack();
  await page.getByRole("button", { name: "Keep editing" }).press("Enter");
  await expect(drawer.getByRole("textbox", { name: /^Name/ })).toHaveValue("Crate");
  await expect.poll(() => labels(api)).toEqual(["Crate"]);
  await page.keyboard.press("Control+s");
  await expect(drawer).toHaveCount(0);
  await expect(row(page, /^CRT/)).toBeFocused();
  expect(await labels(api)).toEqual([]);
});

test("a count that is typed waits with its material", async ({ page, api }) => {
  const works = "manufacturing_xyz";
  const material = await api.call<{ id: number }>(
    "POST",
    "/api/materials",
    { name: "Cement", unit: "BAG" },
    works,
  );
  await page.goto(`/#/b/${works}/materials/${material.id}`);
  await expect(box(page, /^Name/)).toHaveValue("Cement");
  await page.keyboard.press("c");
  const quantity = page.getByRole("dialog").getByRole("textbox", { name: /^Quantity found/ });
  await quantity.fill("12");
  await expect.poll(() => labels(api, works)).toEqual(["Cement"]);
  await page.goto("about:blank");
  await page.goto(`/#/b/${works}/home`);
  // The material itself stands under "Lately" by the same name.
  const waits = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Discard/ }) });
  await waits.getByRole("link", { name: "Cement", exact: true }).press("Enter");
  await expect(quantity).toHaveValue("12");
  await quantity.press("Control+Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await labels(api, works)).toEqual([]);
});

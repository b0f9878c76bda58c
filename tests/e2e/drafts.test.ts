// What is typed and not saved: through a kill of the program, a switch of business, a closed page.
import { complaints } from "./support/axe";
import { expect, test, type Page } from "./support/test";

const shop = "corner_shop";
const gone = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_FAILED|Failed to fetch/;
const nameBox = (page: Page) => page.getByRole("textbox", { name: /^Name/ }).first();
const offer = (page: Page) => page.getByRole("status").filter({ hasText: "You had not saved this" });
const told = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();
type Listed = { drafts: { key: string; label: string }[] };

test.beforeEach(async ({ api }) => {
  await api.samples();
});

test("a form that is typed in is there after the program was killed, and gone once it is saved", async ({
  page,
  api,
  server,
  watch,
}) => {
  await page.goto(`/#/b/${shop}/parties/new`);
  await nameBox(page).fill("Half Typed Traders");
  await page.getByRole("textbox", { name: /^Days to pay/ }).fill("21");
  const labels = async () =>
    (await api.call<Listed>("GET", "/api/drafts", undefined, shop)).drafts.map(({ label }) => label);
  await expect.poll(labels).toEqual(["Half Typed Traders"]);
  watch.allow(gone);
  await server.kill();
  await page.goto("about:blank"); // the page is gone too: nothing is left but the file
  await server.start();

  await page.goto(`/#/b/${shop}/home`);
  await expect(page.getByRole("heading", { name: "Not saved yet" })).toBeVisible();
  expect(await complaints(page, "all")).toEqual([]);
  await page.goto(`/#/b/${shop}/parties/new`);
  await expect(offer(page)).toContainText("Half Typed Traders");
  await expect(nameBox(page)).toHaveValue("");
  expect(await complaints(page, "all")).toEqual([]);
  await offer(page).getByRole("button", { name: "Continue" }).press("Enter");
  await expect(nameBox(page)).toHaveValue("Half Typed Traders");
  await expect(page.getByRole("textbox", { name: /^Days to pay/ })).toHaveValue("21");
  await expect(offer(page)).toHaveCount(0);
  await page.keyboard.press("Control+Enter");
  await told(page, "Half Typed Traders is saved");
  await expect.poll(labels).toEqual([]);
  await page.goto(`/#/b/${shop}/home`);
  await expect(page.getByRole("link", { name: /Customers/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Not saved yet" })).toHaveCount(0);
});

test("words typed while the program is away are kept once it is back, without another key", async ({
  page,
  server,
  watch,
}) => {
  await page.goto(`/#/b/${shop}/parties/new`);
  await nameBox(page).fill("Away Traders");
  watch.allow(gone);
  await server.kill();
  const days = page.getByRole("textbox", { name: /^Days to pay/ });
  await days.fill("21");
  const failed = page.getByRole("alert").filter({ hasText: "is not kept as a draft" });
  await expect(failed).toBeVisible();
  await server.start();
  await expect(failed).toHaveCount(0);
  await page.reload();
  await offer(page).getByRole("button", { name: "Continue" }).press("Enter");
  await expect(nameBox(page)).toHaveValue("Away Traders");
  await expect(days).toHaveValue("21");
});

test("a switch of business keeps the draft in its own business, and Home leads back to it", async ({
  page,
  api,
}) => {
  await page.goto(`/#/b/${shop}/products/new`);
  await nameBox(page).fill("Brass hinge");
  await page.keyboard.press("Control+2");
  const leave = page.getByRole("dialog", { name: "Leave without saving?" });
  expect(await complaints(page, "all")).toEqual([]);
  await expect(leave.getByRole("button", { name: "Keep editing" })).toBeFocused();
  await leave.getByRole("button", { name: "Leave, keep as draft" }).press("Enter");
  await expect(leave).toHaveCount(0);
  for (const { tenant_id } of (await api.call<{ tenants: { tenant_id: string }[] }>("GET", "/api/tenants"))
    .tenants) {
    const { drafts } = await api.call<Listed>("GET", "/api/drafts", undefined, tenant_id);
    expect(drafts.map(({ label }) => label)).toEqual(tenant_id === shop ? ["Brass hinge"] : []);
  }
  await page.goto(`/#/b/${shop}/home`);
  await page.getByRole("link", { name: "Brass hinge" }).press("Enter");
  await expect(nameBox(page)).toHaveValue("Brass hinge");
  await page.keyboard.press("Escape");
  await leave.getByRole("button", { name: "Discard" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Products and services" })).toBeVisible();
  expect((await api.call<Listed>("GET", "/api/drafts", undefined, shop)).drafts).toEqual([]);
});

test("a draft of a record is offered with it, over what was saved meanwhile; a discarded one is gone", async ({
  page,
  api,
}) => {
  const party = await api.party(shop, "Ganesh Stores", { notes: "old" });
  await page.goto(`/#/b/${shop}/parties/${party.id}`);
  await nameBox(page).fill("Ganesh & Sons Stores");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Leave, keep as draft" }).press("Enter");
  await expect(page.getByRole("row", { name: /Ganesh Stores/ })).toBeFocused();
  const now = await api.call("GET", `/api/parties/${party.id}`, undefined, shop);
  const sent = ["revision", "name", "kind", "registration", "addresses", "contacts"];
  const body = Object.fromEntries(sent.map((key) => [key, now[key]]));
  await api.call("PUT", `/api/parties/${party.id}`, { ...body, notes: "from elsewhere" }, shop);

  await page.keyboard.press("Enter");
  await offer(page).getByRole("button", { name: "Continue" }).press("Enter");
  await expect(nameBox(page)).toHaveValue("Ganesh & Sons Stores");
  await expect(page.getByRole("textbox", { name: "Notes" })).toHaveValue("from elsewhere");
  await nameBox(page).fill("Ganesh Stores"); // typed back: there is nothing to keep
  await expect
    .poll(async () => (await api.call<Listed>("GET", "/api/drafts", undefined, shop)).drafts)
    .toEqual([]);

  await nameBox(page).fill("Ganesh Bros");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Leave, keep as draft" }).press("Enter");
  await expect(page.getByRole("row", { name: /Ganesh Stores/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await offer(page).getByRole("button", { name: "Discard" }).press("Enter");
  await expect(offer(page)).toHaveCount(0);
  await page.reload();
  await expect(nameBox(page)).toHaveValue("Ganesh Stores");
  await expect(offer(page)).toHaveCount(0);
});

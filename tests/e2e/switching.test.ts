// Many businesses, switched between as fast as a hand can: at no moment stands one's data under another's name.
import { expect, test, type Page } from "./support/test";
import type { Api } from "./support/api";
import { rgb, token } from "./support/look";

const businesses = [
  { id: "alpha", name: "Alpha Traders", colour: "#1f6feb", mark: "Abhilasha" },
  { id: "bravo", name: "Bravo Traders", colour: "#be123c", mark: "Bhupendra" },
  {
    id: "carol",
    name: "Carol Traders",
    colour: "#0f766e",
    mark: "Chitralekha",
  },
];

async function prepare(api: Api) {
  for (const { id, name, colour, mark } of businesses) {
    await api.business(id, name, { primary_color: colour });
    for (const n of [1, 2, 3]) await api.party(id, `${mark} ${n}`);
  }
}

/** In every frame the browser paints: whose name, whose rows, whose address? Keeps each mixture it sees. */
async function watchFrames(page: Page) {
  await page.evaluate((all) => {
    const seen: string[] = [];
    (window as unknown as { mixtures: string[] }).mixtures = seen;
    const look = () => {
      const text = document.body.innerText;
      const here = /#\/b\/([^/]+)/.exec(location.hash)?.[1];
      const rowsOf = all.filter(({ mark }) => text.includes(mark)).map(({ id }) => id);
      const shown = document.querySelector("header button b")?.textContent;
      const owner = all.find(({ name }) => name === shown)?.id;
      const title = all.find(({ name }) => document.title.startsWith(name))?.id;
      for (const other of [...rowsOf, owner, title]) {
        if (other && other !== here)
          seen.push(`address ${here}, shown ${owner}, title ${title}, rows of ${rowsOf}`);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, businesses);
}
const mixtures = (page: Page) => page.evaluate(() => (window as unknown as { mixtures: string[] }).mixtures);

async function expectAllOf(page: Page, business: (typeof businesses)[number]) {
  await expect(page.getByRole("button", { name: `${business.name}, switch business` })).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(business.mark) })).toHaveCount(3);
  await expect(page).toHaveTitle(`${business.name} · CashFlow`);
  expect(await token(page, "--brand")).toBe(rgb(business.colour));
  for (const other of businesses.filter((one) => one !== business)) {
    await expect(page.locator("body")).not.toContainText(other.mark);
  }
}

/** The businesses in the order of their Ctrl+number keys. */
async function byNumber(page: Page) {
  const names = await page
    .getByRole("list", { name: "Businesses" })
    .getByRole("link")
    .locator("b")
    .allInnerTexts();
  return names.map((shown) => businesses.find(({ name }) => name === shown)!);
}

test("twenty switches by Ctrl+number and by Ctrl+K", async ({ page, api }) => {
  await prepare(api);
  await page.goto("/#/");
  await expect(page.getByRole("list", { name: "Businesses" }).getByRole("link")).toHaveCount(3);
  const order = await byNumber(page);
  await watchFrames(page);
  for (let i = 0; i < 20; i += 1) {
    const at = (i * 2 + (i % 2)) % 3;
    const business = order[at]!;
    if (i % 3 === 2) {
      await page.keyboard.press("Control+K");
      const box = page.getByRole("combobox", { name: "Search or do anything" });
      await expect(box).toBeFocused();
      await page.keyboard.type(business.name.slice(0, 5));
      await expect(page.getByRole("option", { name: business.name }).first()).toHaveAttribute(
        "aria-selected",
        "true",
      );
      await page.keyboard.press("Enter");
    } else await page.keyboard.press(`Control+${at + 1}`);
    await expect(page).toHaveURL(new RegExp(`#/b/${business.id}/home$`));
    await expect(page.getByRole("button", { name: `${business.name}, switch business` })).toBeVisible();
    await page.keyboard.press("Alt+2");
    await expectAllOf(page, business);
  }
  expect(await mixtures(page)).toEqual([]);
});

test("twenty switches without waiting end at the last", async ({ page, api }) => {
  await prepare(api);
  await page.goto("/#/");
  await expect(page.getByRole("list", { name: "Businesses" }).getByRole("link")).toHaveCount(3);
  const order = await byNumber(page);
  await watchFrames(page);
  for (let i = 0; i < 20; i += 1) await page.keyboard.press(`Control+${(i % 3) + 1}`);
  const last = order[19 % 3]!;
  await expect(page.getByRole("button", { name: `${last.name}, switch business` })).toBeVisible();
  await page.keyboard.press("Alt+2");
  await expectAllOf(page, last);
  expect(await mixtures(page)).toEqual([]);
});

test("a late answer of the old business is never shown in the new one", async ({ page, api }) => {
  await prepare(api);
  await page.goto("/#/b/alpha/home");
  await expect(page.getByRole("button", { name: "Alpha Traders, switch business" })).toBeVisible();
  await watchFrames(page);

  const held: (() => void)[] = [];
  const release = () => held.splice(0).forEach((go) => go());
  const hold = (which: RegExp, tenant: string) =>
    page.route(which, async (route) => {
      const headers = route.request().headers();
      if (headers["x-tenant-id"] !== tenant && !route.request().url().includes(`/${tenant}/`))
        return route.fallback();
      const answer = await route.fetch();
      await new Promise<void>((go) => held.push(go));
      await route.fulfill({ response: answer }).catch(() => undefined); // the page may have given up on it
    });

  // The list of the old business is still on its way.
  await hold(/\/api\/parties\b/, "alpha");
  await page.goto("/#/b/alpha/parties");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.goto("/#/b/bravo/parties");
  await expectAllOf(page, businesses[1]!);
  release();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 250)));
  await expectAllOf(page, businesses[1]!);

  // So is the opening of the old business itself.
  await hold(/\/open\b/, "alpha");
  await page.goto("/#/b/alpha/parties");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.goto("/#/b/carol/parties");
  await expectAllOf(page, businesses[2]!);
  release();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 250)));
  await expectAllOf(page, businesses[2]!);

  // And what the palette found in the old one.
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await hold(/\/api\/parties\?search/, "carol");
  await page.keyboard.press("Control+K");
  await page.keyboard.type("Chitra");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await page.goto("/#/b/alpha/parties");
  await expectAllOf(page, businesses[0]!);
  await page.keyboard.press("Control+K");
  release();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 250)));
  await expect(page.getByRole("option", { name: /Chitralekha/ })).toHaveCount(0);
  expect(await mixtures(page)).toEqual([]);
});

test("back and forward go between businesses, each as itself", async ({ page, api }) => {
  await prepare(api);
  await page.goto("/#/b/alpha/parties");
  await expectAllOf(page, businesses[0]!);
  await watchFrames(page);
  await page.goto("/#/b/bravo/parties");
  await expectAllOf(page, businesses[1]!);
  for (let i = 0; i < 3; i += 1) {
    await page.goBack();
    await expectAllOf(page, businesses[0]!);
    await page.goForward();
    await expectAllOf(page, businesses[1]!);
  }
  expect(await mixtures(page)).toEqual([]);
});

test("a business that does not exist, and an address that leads nowhere", async ({ page, api, watch }) => {
  await prepare(api);
  watch.allow(/404/);
  await page.goto("/#/b/nobody/parties");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Go to the start screen" }).press("Enter");
  await expect(page.getByRole("list", { name: "Businesses" })).toBeVisible();
  await page.goto("/#/b/alpha/no/such/screen");
  await expect(page.getByRole("heading", { level: 1, name: "There is no such screen" })).toBeVisible();
  await page.getByRole("link", { name: "Go to Home" }).press("Enter");
  await expect(page).toHaveURL(/#\/b\/alpha\/home$/);
});

test("a business's own address leads to it alone", async ({ page, api, server, watch }) => {
  await prepare(api);
  watch.allow(/request to another place: http:\/\/bravo\.localhost/); // it is this machine too
  const own = new URL(server.url);
  own.hostname = "bravo.localhost";
  await page.goto(`${own.origin}/`);
  await expect(page).toHaveTitle("Bravo Traders · CashFlow");
  await page.keyboard.press("Control+1");
  await page.keyboard.press("Control+0");
  await expect(page).toHaveURL(/bravo\/home$/);
  await page.keyboard.press("Control+K");
  await page.keyboard.type("Alpha Traders");
  await expect(page.getByText("Nothing found for “Alpha Traders”")).toBeVisible();
});

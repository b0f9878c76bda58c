// Whoever has no mouse, sees badly or bears no motion: the way of the focus, dialogs, themes, and stillness.
import { expect, test, type Page } from "./support/test";
import { rgb, token } from "./support/look";
import { settled } from "./support/screens";

type Stop = { name: string; order: number; seen: boolean; ringed: boolean };

/** The next Tab goes to the first thing there is. */
const fromTheTop = (page: Page) =>
  page.evaluate(() => {
    const mark = document.createElement("button");
    mark.dataset["top"] = "";
    document.body.prepend(mark);
    mark.focus();
  });

/** Where Tab leads from the top of the page, until it comes round. */
async function walk(page: Page): Promise<Stop[]> {
  await fromTheTop(page);
  const stops: Stop[] = [];
  for (let i = 0; i < 120; i += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      // Gone before anything is counted, or the first stop has another place than all after it.
      document.querySelector("[data-top]")?.remove();
      const element = document.activeElement as HTMLElement;
      if (element === document.body) return null;
      const box = element.getBoundingClientRect();
      const shows = (e: Element | null) => {
        if (!e) return false;
        const style = getComputedStyle(e);
        return (
          (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none"
        );
      };
      const cell = element.closest("tr")?.querySelector("td") ?? null;
      return {
        name:
          element.getAttribute("aria-label") ??
          (element.textContent?.trim().slice(0, 40) || element.id || element.tagName),
        order: [...document.querySelectorAll("*")].indexOf(element),
        seen:
          element.checkVisibility() &&
          box.bottom > 0 &&
          box.top < innerHeight &&
          box.right > 0 &&
          box.left < innerWidth,
        ringed: [
          element,
          element.closest("label"),
          element.closest(".control"),
          element.closest(".cell"),
          cell,
        ].some(shows),
      };
    });
    if (!stop || stop.order === stops[0]?.order) return stops;
    stops.push(stop);
  }
  throw new Error(
    `Tab never comes round: ${stops
      .slice(-6)
      .map(({ name }) => name)
      .join(", ")}`,
  );
}

for (const [name, path] of Object.entries({
  start: "#/",
  "adding a business": "#/add",
  home: "#/b/corner_shop/home",
  "a list": "#/b/corner_shop/parties",
  "a form": "#/b/corner_shop/parties/new",
  settings: "#/b/corner_shop/settings",
  "the look": "#/b/corner_shop/settings?part=look",
  "the installation": "#/settings",
})) {
  test(`Tab leads through ${name} in reading order, and shows where it is`, async ({ page, api }) => {
    await api.samples();
    await page.goto(`/${path}`, { waitUntil: "networkidle" }); // a list that comes later would take the focus along
    await settled(page);
    // The start screen gives the keyboard to a business once it is there; before that a walk would be cut short.
    if (name === "start") await expect(page.getByRole("link", { name: /^ABC Dental Clinic/ })).toBeFocused();
    const stops = await walk(page);
    expect(stops.length).toBeGreaterThan(2);
    expect(
      stops.filter(({ seen }) => !seen).map(({ name }) => name),
      "hidden when it has the focus",
    ).toEqual([]);
    expect(
      stops.filter(({ ringed }) => !ringed).map(({ name }) => name),
      "nothing shows the focus",
    ).toEqual([]);
    const orders = stops.map(({ order }) => order);
    expect(orders, stops.map(({ name }) => name).join(" → ")).toEqual([...orders].sort((a, b) => a - b));
  });
}

test("the first Tab skips to the work", async ({ page, api }) => {
  await api.samples();
  await page.goto("/#/b/corner_shop/settings");
  await settled(page);
  await fromTheTop(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Skip to the work" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("a layer keeps the focus in it and gives it back", async ({ page, api }) => {
  await api.samples();
  await page.goto("/#/b/corner_shop/parties");
  const row = page.getByRole("row", { name: /Udupi/ });
  await row.focus();
  for (const [open, label] of [
    ["Control+K", "Search or do anything"],
    ["?", "Keys"],
  ] as const) {
    await page.keyboard.press(open);
    const dialog = page.getByRole("dialog", { name: label });
    await expect(dialog).toBeVisible();
    for (let i = 0; i < 8; i += 1) {
      await page.keyboard.press("Tab");
      expect(
        await dialog.evaluate((element) => element.contains(document.activeElement)),
        `${label}, Tab ${i}`,
      ).toBe(true);
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(row).toBeFocused();
  }
});

test("the key sheet tells every key, and each does what it says", async ({ page, api }) => {
  await api.samples();
  await page.goto("/#/b/corner_shop/home");
  await settled(page);
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  await expect(sheet.getByText("Switch to Corner Shop")).toBeVisible();
  await page.keyboard.press("n"); // closed keys do nothing beneath a layer
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+2");
  await expect(page).toHaveURL(/parties$/);
  await page.keyboard.press("Alt+1");
  await expect(page).toHaveURL(/home$/);
  await page.keyboard.press("Control+,");
  await expect(page).toHaveURL(/settings$/);
  await page.keyboard.press("Control+0");
  await expect(page.getByRole("list", { name: "Businesses" })).toBeVisible();
});

test("the key sheet tells the keys of rows and of lines, where there are some", async ({ page, api }) => {
  await api.samples();
  const { id } = await api.product("corner_shop", "Pencil");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  /** What a group of the sheet tells: "Mark the row Space". */
  const told = async (group: string) => {
    await page.keyboard.press("?");
    const lines = sheet
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: group, exact: true }) });
    await expect(lines).toBeVisible();
    const found = await lines
      .locator("dl > div")
      .evaluateAll((all) =>
        all.map((line) =>
          [line.querySelector("dt"), ...line.querySelectorAll("dd .sr-only")]
            .map((part) => part?.textContent)
            .join(" "),
        ),
      );
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
    return found;
  };

  await page.goto("/#/b/corner_shop/products");
  await expect(page.getByRole("table").locator("tbody tr[data-row]").first()).toBeFocused();
  const list = await told("In a list");
  for (const line of [
    "Row by row ArrowUp ArrowDown",
    "Mark the row Space",
    "Mark all rows Ctrl+A",
    "Archive Delete",
  ])
    expect(list).toContain(line);
  expect(
    list.filter((line) => line.endsWith(" N")),
    "what is a command stands with the commands",
  ).toEqual([]);

  await page.goto(`/#/b/corner_shop/products/${id}`);
  await expect(page.getByText("Entered", { exact: true })).toBeVisible(); // its history: nothing more is to come
  expect(await told("In the lines of a form")).toEqual(
    expect.arrayContaining([
      "Barcodes: next line Enter",
      "New line, at the end of the last Enter",
      "New line Insert",
      "Remove the line Ctrl+Delete",
    ]),
  );
  expect(await told("In a form")).toContain("Field before Shift+Enter");
  expect(await told("On this screen")).toContain("Save Ctrl+Enter Ctrl+S");
});

test("a record, settings and a drawer are saved by the same keys", async ({ page, api }) => {
  await api.samples();
  const { id } = await api.product("corner_shop", "Pencil");
  const told = (text: string) =>
    expect(page.getByRole("status").filter({ hasText: text }).first()).toBeVisible();
  const button = page.getByRole("button", { name: /^Save/ });
  for (const [i, key] of ["Control+Enter", "Control+s"].entries()) {
    await page.goto(`/#/b/corner_shop/products/${id}`);
    await expect(page.getByRole("heading", { level: 1, name: "Pencil" })).toBeVisible();
    await page.getByRole("textbox", { name: /^Name/ }).fill(`Pencil ${i}`);
    await expect(button).toHaveAttribute("aria-keyshortcuts", "Control+Enter");
    await page.keyboard.press(key);
    await told(`Pencil ${i} is saved`);

    await page.goto("/#/b/corner_shop/settings");
    await expect(page.getByRole("heading", { level: 1, name: "Pencil" })).toHaveCount(0);
    await page.getByRole("textbox", { name: /^Name/ }).fill(`Corner Shop ${i}`);
    await expect(button).toHaveAttribute("aria-keyshortcuts", "Control+Enter");
    await page.keyboard.press(key);
    await expect(button).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: /^Name/ })).toHaveValue(`Corner Shop ${i}`);

    await page.goto("/#/b/corner_shop/settings?part=units");
    await expect(page.getByRole("row", { name: /^DOZ/ })).toBeVisible();
    await page.keyboard.press("n");
    const drawer = page.getByRole("dialog", { name: "New unit" });
    await drawer.getByRole("textbox", { name: "Code" }).fill(`CR${i}`);
    await drawer.getByRole("textbox", { name: "Name" }).fill("Crates");
    await expect(drawer.getByRole("button", { name: "Save" })).toHaveAttribute(
      "aria-keyshortcuts",
      "Control+Enter",
    );
    await page.keyboard.press(key);
    await expect(page.getByRole("row", { name: new RegExp(`^CR${i} Crates`) })).toBeFocused();
    await expect(drawer).toHaveCount(0);
  }
});

test("light, dark or as the system says, kept for the next time", async ({ page, api }) => {
  await api.samples();
  await page.goto("/#/b/corner_shop/home");
  await settled(page);
  const choose = async (words: string) => {
    await page.keyboard.press("Control+K");
    await page.keyboard.type(words);
    await expect(page.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
  };
  const isDark = async () => {
    const [r = 0] = (await token(page, "--bg")).match(/\d+/g)!.map(Number);
    return r < 128;
  };
  expect(await isDark()).toBe(false);
  await choose("dark colours");
  await expect.poll(isDark).toBe(true);
  await page.reload();
  await settled(page);
  expect(await isDark()).toBe(true);
  await choose("as the system");
  await expect.poll(isDark).toBe(false);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(isDark).toBe(true);
  expect(await token(page, "--brand")).not.toBe(rgb("#000000"));
});

test("what was found for fewer letters does not come before what is typed now", async ({ page, api }) => {
  await api.samples();
  await page.goto("/#/b/corner_shop/home");
  await settled(page);
  await page.keyboard.press("Control+K");
  await page.keyboard.type("as");
  await expect(page.getByRole("option", { name: /Association/ })).toBeVisible();
  await page.keyboard.type(" the system");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/home$/);
});

test("nothing moves for whom motion is too much; for others it is short", async ({ page, api }) => {
  await api.samples();
  await page.goto("/#/b/corner_shop/home");
  await settled(page);
  const longest = async () => {
    await page.keyboard.press("Control+K");
    const longest = await page.evaluate(() =>
      Math.max(
        0,
        ...document.getAnimations().map((one) => Number(one.effect?.getComputedTiming().duration ?? 0)),
      ),
    );
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    return longest;
  };
  expect(await longest()).toBeLessThan(1);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await longest()).toBeLessThan(400);
});

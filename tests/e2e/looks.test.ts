// Every screen in three brands and both themes, at two sizes: pictures for people to look at (in
// ui/test-results/looks), and what a machine can judge: contrast, roles, words cut off, sideways scrolling.
import path from "node:path";
import { expect, test, type Page } from "./support/test";
import { complaints } from "./support/axe";
import { brought, csv, priceList } from "./support/files";
import { expectNoClippedText, expectNoSidewaysScroll } from "./support/look";
import { painted, screensOf, screensOfTheInstallation, visit, type Screen } from "./support/screens";

const features = {
  dental_clinic_abc: ["patient_management"],
  manufacturing_xyz: ["material_management"],
  corner_shop: [],
};
const sizes = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 1024, height: 640 },
};
type Size = keyof typeof sizes;
type Theme = "light" | "dark";

type Look = {
  themes: Theme[];
  sizes: Size[];
  /** Which of axe's rules; "all" once is enough for each screen, colours differ by brand and theme. */
  axe?: "all" | "contrast";
};

async function tour(page: Page, folder: string, screens: Screen[], look: Look) {
  await page.goto("/#/elsewhere");
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await visit(page, screen);
      for (const theme of look.themes) {
        await page.emulateMedia({ colorScheme: theme });
        for (const size of look.sizes) {
          await page.setViewportSize(sizes[size]);
          await painted(page);
          if (theme === look.themes[0]) {
            await expectNoSidewaysScroll(page, `${screen.name}, ${size}`);
            await expectNoClippedText(page, `${screen.name}, ${size}`);
          }
          const file = `${screen.name}-${theme}-${size}.jpg`;
          await page.screenshot({
            path: path.join(test.info().project.outputDir, "looks", folder, file),
            quality: 85,
          });
        }
        if (!look.axe) continue;
        const found = await complaints(page, theme === "light" ? look.axe : "contrast");
        expect.soft(found, `${screen.name}, ${theme}`).toEqual([]);
      }
    });
  }
}

const everything = {
  themes: ["light", "dark"],
  sizes: ["wide", "narrow"],
} satisfies Look;

test.beforeEach(async ({ watch }) => {
  test.setTimeout(600_000);
  watch.allow(/Failed to load resource/); // screens of what is not there are among them
});

for (const [id, granted] of Object.entries(features)) {
  test(`the screens of ${id}`, async ({ page, api }) => {
    await api.samples();
    await tour(page, id, screensOf(id, granted), {
      ...everything,
      axe: id === "corner_shop" ? "contrast" : "all",
    });
  });
}

test("the steps of an import", async ({ page, api, server }) => {
  await api.samples();
  const id = "manufacturing_xyz";
  const list = priceList(240);
  const name = "Preisliste des Großhändlers für Schrauben und नाइट्राइल दस्ताने, November 2026 (final).csv";
  const begin = (rows: string[][], until: "mapping" | "checked" | "done") =>
    brought(server, id, "products", csv(name, rows), until);
  const unknown = await begin(
    [
      ["What", "How much"],
      ["Bolt", "7.25"],
    ],
    "mapping",
  );
  const mapping = await begin(list, "mapping");
  const right = await begin(list, "checked");
  const done = await begin(priceList(12), "done");
  const wrong = await begin(
    list.map((row, i) =>
      i % 7 === 3 ? row.with(2, "a hundred and twenty rupees, or what the customer gives") : row,
    ),
    "checked",
  );
  const steps = { unknown, mapping, right, wrong, done };
  const screens = Object.entries(steps).map(([step, file]) => ({
    name: `import-${step}`,
    path: `#/b/${id}/import/products?file=${file}`,
  }));
  const past = { name: "import-past", path: `#/b/${id}/import` };
  await tour(page, "import", [...screens, past], { ...everything, axe: "all" });
});

test("the screens of the installation", async ({ page, api }) => {
  await page.goto("/#/");
  await tour(page, "installation", [{ name: "first-start", path: "#/" }], {
    ...everything,
    axe: "all",
  });
  await api.samples();
  await api.call("POST", "/api/tenants/corner_shop/deactivate", {});
  await page.reload();
  const inactive = { name: "inactive", path: "#/b/corner_shop/home" };
  await tour(page, "installation", [...screensOfTheInstallation("dental_clinic_abc"), inactive], {
    ...everything,
    axe: "all",
  });
});

test("a business in yellow and one in black can be read", async ({ page, api }) => {
  await api.samples();
  for (const [id, colour] of Object.entries({
    yellow: "#FFFF00",
    black: "#000000",
  })) {
    await api.business(id, `All ${id}`, {
      primary_color: colour,
      domain: "dental",
    });
    const telling = /^(home|parties|party-new|patient-new|settings-look|settings-features|palette)$/;
    const screens = screensOf(id, ["patient_management"]).filter(({ name }) => telling.test(name));
    await tour(page, id, [...screens, { name: "start", path: "#/" }], {
      themes: ["light", "dark"],
      sizes: ["narrow"],
      axe: "contrast",
    });
  }
});

test("company names of 120 letters and in Hindi stay in their places", async ({ page, api }) => {
  await api.samples();
  const names = {
    long_name:
      "The Great Eastern and Western Consolidated Trading, Manufacturing, Dental and Stationery Company of Malleshwaram Ltd (P)",
    hindi_name: "श्री सिद्धिविनायक दंत चिकित्सालय एवं प्रत्यारोपण केंद्र, प्रभात मार्ग, पुणे",
  };
  for (const [id, name] of Object.entries(names)) {
    await api.business(id, name, { primary_color: "#7c3aed" });
    const party = await api.party(id, name);
    const screens = [
      ...screensOf(id, []).filter(({ name }) => /^(home|parties|settings|settings-look|palette)$/.test(name)),
      { name: "party", path: `#/b/${id}/parties/${party.id}` },
      { name: "switcher", path: `#/b/${id}/home`, open: /switch business/ },
      { name: "start", path: "#/" },
      { name: "installation", path: "#/settings" },
      { name: "installation-business", path: `#/settings/business/${id}` },
    ];
    await tour(page, id, screens, {
      themes: ["light"],
      sizes: ["wide", "narrow"],
    });
  }
});

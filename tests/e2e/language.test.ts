// The program in Hindi: chosen by a person, every screen of it without a word of English or one cut off, and back.
import fs from "node:fs";
import path from "node:path";
import { expect, test, type Page } from "./support/test";
import { complaints } from "./support/axe";
import { expectNoClippedText, expectNoSidewaysScroll } from "./support/look";
import { painted, screensOf, screensOfTheInstallation, settled, visit, type Screen } from "./support/screens";

type Variants = { match: Record<string, string> }[];
const words = (language: string) =>
  JSON.parse(fs.readFileSync(path.join(__dirname, `../../ui/messages/${language}.json`), "utf8")) as Record<
    string,
    string | Variants
  >;
const textsOf = (message: string | Variants) =>
  typeof message === "string" ? [message] : message.flatMap(({ match }) => Object.values(match));

/** What English says and Hindi does not, as expressions that find it whatever its parameters are. */
function english(): string[] {
  const hindi = words("hi");
  const told = Object.entries(words("en")).flatMap(([key, message]) => {
    const same = new Set(textsOf(hindi[key] ?? ""));
    return textsOf(message).filter((text) => !same.has(text));
  });
  const named = told.filter((text) => /[A-Za-z]{3}/.test(text.replace(/\{\w+\}/g, "")));
  return named.map((text) =>
    text
      .split(/\{\w+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".+"),
  );
}

/** What stands on the screen, is read out, or is shown in an empty input; not what the business itself wrote. */
const readable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const place = walker.currentNode.parentElement;
      if (place?.checkVisibility() && !place.closest("script, style, code, kbd"))
        found.push(walker.currentNode.textContent?.trim() ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]"))
      for (const name of ["aria-label", "placeholder", "title"])
        found.push(element.getAttribute(name)?.trim() ?? "");
    return [...new Set(found)].filter(Boolean);
  });

/** What the samples wrote themselves, units among it, and what looks like our words by chance. */
const THEIRS = /^(New Delhi|Pune|Penicillin allergy|Latex allergy|Diabetes|Pregnant|pcs|Numbers|Others)$/;

async function choose(page: Page, name: string): Promise<void> {
  const select = page.getByRole("combobox", { name: /^(Language|भाषा)$/ });
  await Promise.all([page.waitForEvent("load"), select.selectOption(name)]);
  await settled(page);
}

async function tour(page: Page, folder: string, screens: Screen[]): Promise<void> {
  const left = new RegExp(`^(?:${english().join("|")})$`);
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await visit(page, screen);
      for (const [theme, size] of [
        ["light", { width: 1280, height: 800 }],
        ["dark", { width: 1024, height: 640 }],
        ["light", { width: 1024, height: 640 }],
      ] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.setViewportSize(size);
        await painted(page);
        const file = `${screen.name}-${theme}-${size.width}.jpg`;
        await page.screenshot({
          path: path.join(test.info().project.outputDir, "hindi", folder, file),
          quality: 85,
        });
      }
      await expectNoSidewaysScroll(page, screen.name);
      await expectNoClippedText(page, screen.name);
      expect.soft(await complaints(page, "all"), screen.name).toEqual([]);
      if (screen.name.startsWith("guide")) return; // its chapters are English, and so are their words
      const said = (await readable(page)).filter((text) => left.test(text) && !THEIRS.test(text));
      expect.soft(said, `${screen.name}: nothing is left in English`).toEqual([]);
    });
  }
}

test.beforeEach(({ watch }) => {
  test.setTimeout(600_000);
  watch.allow(/Failed to load resource/); // screens of what is not there are among them
});

const granted = {
  dental_clinic_abc: ["patient_management"],
  manufacturing_xyz: ["material_management"],
};
for (const [id, features] of Object.entries(granted)) {
  test(`the screens of ${id} in Hindi`, async ({ page, api }) => {
    await api.samples();
    await page.goto("/#/");
    await choose(page, "हिन्दी");
    await tour(page, id, screensOf(id, features));
  });
}

test("the screens of the installation in Hindi, and back to English", async ({ page, api }) => {
  await page.goto("/#/");
  await choose(page, "हिन्दी");
  await expect(page.locator("html")).toHaveAttribute("lang", "hi");
  await tour(page, "installation", [{ name: "first-start", path: "#/" }]);
  await api.samples();
  await page.reload();
  await tour(page, "installation", screensOfTheInstallation("dental_clinic_abc"));

  await visit(page, { name: "start", path: "#/" });
  await choose(page, "English");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByText("Choose a business, or press its number.")).toBeVisible();
});

test("a change of language keeps what was typed", async ({ page, api }) => {
  await api.samples();
  await page.goto("/#/b/corner_shop/parties/new");
  await page.getByLabel("Name", { exact: true }).first().fill("Kamala Stores");
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox", { name: "Search or do anything" }).fill("हिन्दी");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Leave without saving?");
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("button", { name: "Leave, keep as draft" }).press("Enter"),
  ]);
  await expect(page.getByText("आपने यह सहेजा नहीं था:")).toBeVisible();
  await page.getByRole("button", { name: "जारी रखें" }).press("Enter");
  await expect(page.getByLabel("नाम", { exact: true }).first()).toHaveValue("Kamala Stores");
});

test.describe("on a machine that speaks Hindi", () => {
  test.use({ locale: "hi-IN" });

  test("the program does too, until told otherwise", async ({ page }) => {
    await page.goto("/#/");
    await expect(page.locator("html")).toHaveAttribute("lang", "hi");
    await choose(page, "English");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await choose(page, "");
    await expect(page.locator("html")).toHaveAttribute("lang", "hi");
  });
});

// Every screen of the program, for the tests that look at all of them.
import { expect, type Page } from "@playwright/test";

export type Screen = {
  name: string;
  /** The address after the "#", of the business in question. */
  path: string;
  /** What is pressed once it stands. */
  keys?: string[];
  /** Which button is pressed once it stands. */
  open?: RegExp;
  /** Dropped on it once it stands: a business's archive, or a file that is none. */
  drop?: { archiveOf?: string };
  /** Only of businesses that have this feature. */
  feature?: string;
};

const ofABusiness: Screen[] = [
  { name: "home", path: "home" },
  { name: "parties", path: "parties" },
  { name: "party-new", path: "parties/new" },
  { name: "party", path: "parties/2" },
  { name: "party-merge", path: "parties/2?merge=3" },
  { name: "products", path: "products" },
  { name: "product-new", path: "products/new" },
  { name: "products-gst", path: "products", keys: ["g"] },
  { name: "categories", path: "products/categories" },
  { name: "category-new", path: "products/categories", keys: ["n"] },
  { name: "price-lists", path: "products/price-lists" },
  { name: "price-list-new", path: "products/price-lists", keys: ["n"] },
  { name: "patients", path: "patients", feature: "patient_management" },
  { name: "patient-new", path: "patients/new", feature: "patient_management" },
  { name: "patient", path: "patients/1", feature: "patient_management" },
  { name: "materials", path: "materials", feature: "material_management" },
  { name: "material", path: "materials/1", feature: "material_management" },
  {
    name: "material-count",
    path: "materials/1",
    feature: "material_management",
    keys: ["c"],
  },
  { name: "parties-export", path: "parties", keys: ["e"] },
  { name: "import", path: "import" },
  { name: "import-parties", path: "import/parties" },
  { name: "settings", path: "settings" },
  { name: "settings-look", path: "settings?part=look" },
  { name: "settings-features", path: "settings?part=features" },
  { name: "settings-units", path: "settings?part=units" },
  { name: "settings-unit-new", path: "settings?part=units", keys: ["n"] },
  { name: "settings-taxes", path: "settings?part=taxes" },
  { name: "settings-rate-new", path: "settings?part=taxes", keys: ["n"] },
  { name: "settings-numbering", path: "settings?part=numbering" },
  { name: "settings-preferences", path: "settings?part=preferences" },
  { name: "settings-file", path: "settings?part=file" },
  { name: "no-such-screen", path: "no/such" },
  { name: "palette", path: "home", keys: ["Control+K"] },
  { name: "keys", path: "parties", keys: ["?"] },
];

export const screensOf = (id: string, features: string[]): Screen[] =>
  ofABusiness
    .filter(({ feature }) => !feature || features.includes(feature))
    .map((screen) => ({ ...screen, path: `#/b/${id}/${screen.path}` }));

export const screensOfTheInstallation = (id: string): Screen[] => [
  { name: "start", path: "#/" },
  { name: "add-trade", path: "#/add" },
  { name: "add-name", path: "#/add", keys: ["Enter"] },
  {
    name: "add-look",
    path: "#/add",
    keys: ["Enter", "S", "h", "o", "p", "Enter"],
  },
  { name: "guide", path: "#/guide" },
  { name: "guide-chapter", path: "#/guide/products" },
  { name: "guide-keys", path: "#/guide/keyboard/in-a-list" },
  {
    name: "guide-search",
    path: "#/guide/screen",
    keys: ["/", "p", "r", "i", "n", "t"],
  },
  { name: "guide-none", path: "#/guide/no-such-chapter" },
  { name: "installation", path: "#/settings" },
  { name: "installation-health", path: "#/settings", keys: ["h"] },
  { name: "take-in", path: "#/settings", drop: { archiveOf: id } },
  { name: "take-in-refused", path: "#/settings", drop: {} },
  { name: "installation-delete", path: "#/settings", keys: ["Delete"] },
  { name: "installation-found", path: "#/settings/found" },
  { name: "installation-machine", path: "#/settings/machine" },
  { name: "installation-logs", path: "#/settings/logs" },
  { name: "installation-about", path: "#/settings/about" },
  { name: "gallery", path: "#/gallery" },
  { name: "installation-business", path: `#/settings/business/${id}` },
  {
    name: "installation-business-file",
    path: `#/settings/business/${id}?part=file`,
  },
];

/** Goes there without loading the page anew, and waits until nothing is on its way any more. */
export async function visit(page: Page, screen: Screen): Promise<void> {
  await page.keyboard.press("Escape");
  await page.evaluate((hash) => {
    if (location.hash === hash) history.replaceState(null, "", "#/elsewhere");
    location.hash = hash;
  }, screen.path);
  await settled(page);
  const leave = page
    .getByRole("dialog")
    .getByRole("button", { name: /^(Leave|Stop|Discard|छोड़ें|रोकें|मिटाएँ)$/ });
  if (await leave.isVisible()) {
    await leave.press("Enter");
    await settled(page);
  }
  for (const key of screen.keys ?? []) {
    await page.keyboard.press(key);
    if (key.length > 1) await settled(page);
  }
  if (screen.open) await page.getByRole("button", { name: screen.open }).press("Enter");
  if (screen.drop) await dropArchive(page, screen.drop.archiveOf);
  await settled(page);
}

/** Drops a .cashflow file on the page as a person would: made of a business by the program, or one that is none. */
export async function dropArchive(page: Page, archiveOf?: string): Promise<void> {
  await page.evaluate(async (id) => {
    let file = new File(["no archive at all"], "letter.cashflow");
    if (id) {
      const made = await fetch(`/api/tenants/${id}/archive-file`, {
        method: "POST",
        headers: { "content-type": "application/json" },
      });
      const { download, file_name } = (await made.json()) as {
        download: string;
        file_name: string;
      };
      file = new File([await (await fetch(download)).arrayBuffer()], file_name);
    }
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, archiveOf);
  await expect(page.getByRole("dialog")).toBeVisible();
}

/**
 * Waits until the screen stands still: nothing asked of the server, nothing said to be on its way. What the gallery shows
 * as waiting waits for ever.
 */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading").first()).toBeVisible();
  await page.waitForFunction(
    () => {
      const seen = performance.getEntriesByType("resource").length;
      const kept = window as unknown as { seen?: number; still?: number };
      const quiet = seen === kept.seen && !document.querySelector('[aria-busy="true"]:not([data-section] *)');
      kept.seen = seen;
      kept.still = quiet ? (kept.still ?? 0) + 1 : 0;
      return kept.still >= 6;
    },
    undefined,
    { polling: "raf" },
  );
}

/** Colours change over a frame or two, even without motion. */
export const painted = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    await frame();
  });

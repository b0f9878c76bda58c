// What the guide's pictures need: the same rows, the same day, no trace of the machine they were taken on.
import type { Locator, Page } from "@playwright/test";
import type { Server } from "./server";

const NOW = "2026-11-23T04:42:00Z"; // a Monday, twelve past ten in India
const DISK = '"free_bytes":158000000000,"total_bytes":256000000000';
const FOLDER = ["", "home", "savita", ".local", "share", "cashflow"].join("/");

/**
 * The page's clock stands still, and what the program wrote down since it was started happened a little before.
 * Its data lie where they would on a person's own machine.
 */
export async function fixTime(page: Page, server: Server): Promise<void> {
  await page.clock.setFixedTime(new Date(NOW));
  const began = Date.now();
  const told = (instant: string) => {
    const age = Date.parse(instant) - began;
    if (Number.isNaN(age) || Math.abs(age) > 3_600_000) return instant;
    return new Date(Date.parse(NOW) - 540_000 + Math.min(age, 480_000)).toISOString();
  };
  await page.route(/\/(api|health)/, async (route) => {
    const response = await route.fetch();
    if (!response.headers()["content-type"]?.includes("json")) return route.fulfill({ response });
    const body = (await response.text())
      .replaceAll(server.dataDir, FOLDER)
      .replace(/"free_bytes":\d+,"total_bytes":\d+/g, DISK)
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, told);
    return route.fulfill({ response, body });
  });
}

/** The part and a little around it, within the window. */
export async function takeAsideOf(page: Page, part: Locator) {
  const box = await part.boundingBox();
  const window = page.viewportSize();
  if (!box || !window) throw new Error("What shall be on the picture is not on the screen.");
  const x = Math.max(0, Math.floor(box.x - 32));
  const y = Math.max(0, Math.floor(box.y - 32));
  return {
    x,
    y,
    width: Math.min(window.width - x, Math.ceil(box.width + 64)),
    height: Math.min(window.height - y, Math.ceil(box.height + 64)),
  };
}

/** What a supplier's new price list looks like: most of it is here already at other prices, two lines have a mistake. */
export const supplierList = (mended = false): string[][] => [
  ["Item", "Item code", "HSN", "GST %", "Our rate", "MRP excl. tax", "Packing"],
  ["Bath soap, 100 g", "SOP-100", "340111", "5", "29.50", "36.19", "72"],
  ["Bath soap, 4 × 100 g", "SOP-400", "340111", "5", "112.00", "137.14", "18"],
  ["Shampoo, 180 ml", "SHA-180", "330510", "5", "114.00", "140.95", "24"],
  ["Shampoo, 6 ml", "SHA-006", "330510", "5", "1.55", mended ? "1.90" : "two rupees", "720"],
  ["Toothpaste, 150 g", "TPA-150", "330610", "5", "74.00", "92.38", "48"],
  ["Toothpaste, 80 g", "TPA-080", "330610", "5", "41.00", "51.43", "72"],
  ["Toothbrush, soft", "TBR-01", "960321", "5", "24.50", "34.29", "12"],
  ["Washing powder, 1 kg", "DET-01", "3402", "18", "94.00", "112.71", "12"],
  ["Washing powder, 5 kg", "DET-05", mended ? "3402" : "34O2", "18", "448.00", "529.66", "4"],
  ["Washing bar, 250 g", "BAR-250", "3401", "18", "19.40", "24.15", "60"],
  ["Hand wash, 200 ml", "HWS-200", "340130", "18", "65.50", "85.59", "24"],
  ["Dish soap, 500 ml", "DSH-500", "3402", "18", "76.00", "97.46", "24"],
];

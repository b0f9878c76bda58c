// What the guide's pictures need: the same rows, the same day, no trace of the machine they were taken on.
import type { Locator, Page } from "@playwright/test";
import type { Api } from "./api";
import type { Server } from "./server";

const NOW = "2026-11-23T04:42:00Z"; // a Monday, twelve past ten in India
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

const gst = (rate: string) => [{ from_on: "2025-04-01", rate, cess: "0" }];

/** A shelf of things for the shop, with two price lists. */
export async function fillShop(api: Api, shop: string): Promise<{ groceries: string; rice: number }> {
  const groceries = await api.category(shop, "Groceries");
  const staples = await api.category(shop, "Rice and flour", groceries.id);
  const sweets = await api.category(shop, "Biscuits and sweets", groceries.id);
  const paper = await api.category(shop, "Stationery");
  await api.category(shop, "Household");
  for (const [name, includes_tax] of [
    ["Resellers", false],
    ["Staff", true],
  ] as const)
    await api.call("POST", "/api/price-lists", { name, includes_tax }, shop);
  const rice = await api.product(shop, "Basmati rice, 5 kg", {
    code: "RIC-05",
    category_id: staples.id,
    hsn: "1006",
    buying_price: "410.00",
    selling_price: "495.00",
    gst_rates: gst("12"),
    units: [{ unit: "BOX", factor: "10" }],
    barcodes: [{ barcode: "4006381333931" }],
  });
  const shelf = [
    ["Wheat flour, 10 kg", "FLR-10", staples.id, "1101", "380.00", "445.00", "12"],
    ["Glucose biscuits, 100 g", "BIS-G1", sweets.id, "19053100", "8.20", "10.00", "12"],
    ["Orange toffee, 1 kg", "TOF-01", sweets.id, "1704", "142.00", "180.00", "12"],
    ["Long notebook, 172 pages", "NTB-172", paper.id, "4820", "38.00", "52.00", "0"],
    ["Pencil, HB", "PEN-HB", paper.id, "9609", "3.10", "5.00", "0"],
    ["मसाला चाय पत्ती, 250 g", "TEA-250", groceries.id, "0902", "96.00", "120.00", "12"],
  ] as const;
  for (const [name, code, category_id, hsn, buying_price, selling_price, rate] of shelf)
    await api.product(shop, name, {
      code,
      category_id,
      hsn,
      buying_price,
      selling_price,
      gst_rates: gst(rate),
    });
  return { groceries: "Groceries", rice: rice.id };
}

// The words of a product, and how its history is told.
import { day, money, percent, quantity } from "$lib/format";
import { t } from "$lib/messages";
import { same, type Vocabulary } from "$lib/record";
import type { HistoryEntry, ProductGstRate, ProductKind, Tracking } from "$lib/types";
import { word } from "$lib/workspace.svelte";
import { categoryPath, priceLists } from "./known.svelte";

export const productsWord = () => word("products", t("products.title"));
export const newProductWord = () =>
  t("products.new", { product: word("product", t("products.one")).toLowerCase() });

export const kindWord = (kind: ProductKind): string => t(`products.${kind}`);
export const trackingWord = (tracking: Tracking): string => t(`product.tracking_${tracking}`);

/** "1 BOX = 12 NOS"; nothing until both sides are known. */
export function conversion(unit: string, factor: string, own: string): string {
  if (!unit || !own || !/[1-9]/.test(factor) || !/^\d*\.?\d*$/.test(factor)) return "";
  return t("product.conversion", { unit, own, factor: quantity(factor) });
}

const text = (value: unknown) => String(value ?? "");
const rupees = (value: unknown) => money(text(value), { symbol: true });
const listName = (id: unknown) =>
  priceLists.items.find((list) => list.id === Number(id))?.name ?? t("product.priceList");

/** The rates that are there afterwards and were not before. */
function toldRates({ before, after }: HistoryEntry): string[] {
  const rates = (state: HistoryEntry["after"]) => (state?.["gst_rates"] ?? []) as ProductGstRate[];
  const fresh = rates(after).filter((line) => !rates(before).some((old) => same(old, line)));
  return fresh.map((line) => t("product.historyRate", { rate: percent(line.rate), day: day(line.from_on) }));
}

export const productVocabulary: Vocabulary = {
  fields: {
    code: { label: t("products.code") },
    name: { label: t("products.name") },
    kind: { label: t("product.kind"), show: (kind) => kindWord(kind as ProductKind) },
    category_id: {
      label: t("products.category"),
      show: (id) => categoryPath(Number(id)) || t("product.anotherCategory"),
    },
    unit: { label: t("products.unit") },
    hsn: { label: t("products.hsn") },
    buying_price: { label: t("product.buyingPrice"), show: rupees },
    selling_price: { label: t("product.sellingPrice"), show: rupees },
    tracking: { label: t("product.tracking"), show: (tracking) => trackingWord(tracking as Tracking) },
    reorder_level: { label: t("product.reorderLevel"), show: (level) => quantity(text(level)) },
    notes: { label: t("product.notes") },
  },
  lists: {
    gst_rates: {
      one: t("product.gstFrom"),
      name: (line) => day(text(line["from_on"])),
      fields: {
        rate: { label: t("product.rate").toLowerCase(), show: (rate) => percent(text(rate)) },
        cess: { label: t("product.cess").toLowerCase(), show: (cess) => percent(text(cess)) },
      },
    },
    units: {
      one: t("products.unit"),
      name: (line) => text(line["unit"]),
      fields: { factor: { label: t("product.holds").toLowerCase(), show: (n) => quantity(text(n)) } },
    },
    barcodes: {
      one: t("product.barcode"),
      name: (line) => text(line["barcode"]),
      fields: { unit: { label: t("products.unit").toLowerCase() } },
    },
    prices: {
      one: t("product.price"),
      name: (line) =>
        [listName(line["price_list_id"]), t("product.since", { day: day(text(line["from_on"])) })].join(" "),
      fields: {
        price: { label: t("product.price").toLowerCase(), show: rupees },
        until_on: { label: t("product.until").toLowerCase(), show: (until) => day(text(until)) },
        min_quantity: { label: t("product.fromQuantity").toLowerCase(), show: (n) => quantity(text(n)) },
      },
    },
  },
  operations: {
    gst_rate: (entry, told) => (toldRates(entry).length > 0 ? toldRates(entry) : told),
    set_picture: () => [t("product.historyPicture")],
    remove_picture: () => [t("product.historyNoPicture")],
  },
};

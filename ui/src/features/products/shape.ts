// The form of a product: what it begins with, how a saved one fills it, and how it is sent.
import { localIso } from "$lib/format";
import { t } from "$lib/messages";
import { numberProblem } from "$lib/number-problem";
import type { Shape } from "$lib/record";
import type { Product, ProductGstRate, ProductKind, ProductUnit, Tracking } from "$lib/types";
import { isBarcode } from "./barcode";
import { cessProblem, isUsedRate, rateProblem, yearStart } from "./gst";
import { decimalsOf } from "./known.svelte";

export type BarcodeLine = { barcode: string; unit: string };
export type PriceLine = {
  price_list_id: string;
  unit: string;
  min_quantity: string;
  price: string;
  from_on: string;
  until_on: string;
};
/** Numbers are text here, as typed; empty is none. */
export type ProductForm = {
  kind: ProductKind;
  code: string;
  name: string;
  category_id: string;
  unit: string;
  hsn: string;
  buying_price: string;
  selling_price: string;
  tracking: Tracking;
  reorder_level: string;
  notes: string;
  barcodes: BarcodeLine[];
  units: ProductUnit[];
  gst_rates: ProductGstRate[];
  prices: PriceLine[];
};

export const blankBarcode = (): BarcodeLine => ({ barcode: "", unit: "" });
export const blankUnit = (): ProductUnit => ({ unit: "", factor: "" });
export const blankRate = (from_on: string): ProductGstRate => ({ from_on, rate: "", cess: "0" });
export const blankPrice = (price_list_id = ""): PriceLine => ({
  price_list_id,
  unit: "",
  min_quantity: "1",
  price: "",
  from_on: localIso(new Date()),
  until_on: "",
});

export const isUsedBarcode = (line: BarcodeLine): boolean => line.barcode.trim() !== "";
export const isUsedUnit = (line: ProductUnit): boolean => line.unit !== "" || line.factor.trim() !== "";
export const isUsedPrice = (line: PriceLine): boolean => line.price.trim() !== "";

export const productShape: Shape<ProductForm, Product> = {
  path: "/api/products",
  blank: () => ({
    kind: "goods",
    code: "",
    name: "",
    category_id: "",
    unit: "NOS",
    hsn: "",
    buying_price: "",
    selling_price: "",
    tracking: "none",
    reorder_level: "",
    notes: "",
    barcodes: [blankBarcode()],
    units: [blankUnit()],
    gst_rates: [blankRate(yearStart())],
    prices: [],
  }),
  fromSaved: (product) => ({
    kind: product.kind,
    code: product.code,
    name: product.name,
    category_id: product.category_id === null ? "" : String(product.category_id),
    unit: product.unit,
    hsn: product.hsn,
    buying_price: product.buying_price ?? "",
    selling_price: product.selling_price ?? "",
    tracking: product.tracking,
    reorder_level: product.reorder_level ?? "",
    notes: product.notes,
    barcodes: orOne(
      product.barcodes.map(({ barcode, unit }) => ({ barcode, unit: unit ?? "" })),
      blankBarcode,
    ),
    units: orOne(
      product.units.map(({ unit, factor }) => ({ unit, factor })),
      blankUnit,
    ),
    gst_rates: orOne(
      product.gst_rates.map(({ from_on, rate, cess }) => ({ from_on, rate, cess })),
      () => blankRate(yearStart()),
    ),
    prices: product.prices.map((line) => ({
      price_list_id: String(line.price_list_id),
      unit: line.unit ?? "",
      min_quantity: line.min_quantity,
      price: line.price,
      from_on: line.from_on,
      until_on: line.until_on ?? "",
    })),
  }),
  toBody: (form) => ({
    kind: form.kind,
    code: form.code.trim(),
    name: form.name.trim(),
    category_id: form.category_id ? Number(form.category_id) : null,
    unit: form.unit,
    hsn: form.hsn.trim(),
    buying_price: form.buying_price.trim() || null,
    selling_price: form.selling_price.trim() || null,
    tracking: form.kind === "service" ? "none" : form.tracking,
    reorder_level: form.kind === "service" ? null : form.reorder_level.trim() || null,
    notes: form.notes.trim(),
    barcodes: form.barcodes
      .filter(isUsedBarcode)
      .map(({ barcode, unit }) => ({ barcode: barcode.trim(), unit: unit || null })),
    units: form.units.filter(isUsedUnit).map(({ unit, factor }) => ({ unit, factor: factor.trim() })),
    gst_rates: form.gst_rates
      .filter(isUsedRate)
      .map(({ from_on, rate, cess }) => ({ from_on, rate: rate.trim(), cess: cess.trim() || "0" })),
    prices: form.prices.filter(isUsedPrice).map((line) => ({
      price_list_id: Number(line.price_list_id),
      unit: line.unit || null,
      min_quantity: line.min_quantity.trim() || "1",
      price: line.price.trim(),
      from_on: line.from_on,
      until_on: line.until_on || null,
    })),
  }),
  tidy: (form) => {
    form.barcodes = inOrder(form.barcodes, isUsedBarcode);
    form.units = inOrder(form.units, isUsedUnit);
    form.gst_rates = inOrder(form.gst_rates, isUsedRate);
    form.prices = inOrder(form.prices, isUsedPrice);
  },
  check: (form) => {
    const wrong: Record<string, string> = {};
    const say = (name: string, isWrong: boolean, message: string) => {
      if (isWrong) wrong[name] ??= message;
    };
    say("name", !form.name.trim(), t("product.nameMissing"));
    say("unit", !form.unit, t("product.unitMissing"));
    say("hsn", !isHsn(form.hsn.trim(), form.kind), t(`product.hsnBad_${form.kind}`));
    const tell = (name: string, message: string | undefined) => say(name, Boolean(message), message ?? "");
    tell("buying_price", orEmpty(form.buying_price, 2));
    tell("selling_price", orEmpty(form.selling_price, 2));
    if (form.kind === "goods") tell("reorder_level", orEmpty(form.reorder_level, decimalsOf(form.unit)));
    form.gst_rates.filter(isUsedRate).forEach((line, i, lines) => {
      const twice = lines.findIndex((other) => other.from_on === line.from_on) < i;
      say(`gst_rates.${i}.from_on`, !isDay(line.from_on), t("record.badDay"));
      say(`gst_rates.${i}.from_on`, twice, t("product.rateTwice"));
      tell(`gst_rates.${i}.rate`, rateProblem(line.rate));
      tell(`gst_rates.${i}.cess`, cessProblem(line.cess || "0"));
    });
    form.units.filter(isUsedUnit).forEach((line, i, lines) => {
      const twice = lines.findIndex((other) => other.unit === line.unit) < i;
      say(`units.${i}.unit`, !line.unit, t("product.otherUnitMissing"));
      say(`units.${i}.unit`, line.unit === form.unit, t("product.otherUnitOwn", { unit: form.unit }));
      say(`units.${i}.unit`, twice, t("product.otherUnitTwice"));
      const factorBad = t("product.factorBad", { unit: form.unit, other: line.unit || "?" });
      tell(`units.${i}.factor`, positiveProblem(line.factor, 6, factorBad));
    });
    form.barcodes.filter(isUsedBarcode).forEach((line, i, lines) => {
      const twice = lines.findIndex((other) => other.barcode.trim() === line.barcode.trim()) < i;
      say(`barcodes.${i}.barcode`, !isBarcode(line.barcode.trim()), t("product.barcodeBad"));
      say(`barcodes.${i}.barcode`, twice, t("product.barcodeTwice"));
    });
    form.prices.filter(isUsedPrice).forEach((line, i) => {
      say(`prices.${i}.price_list_id`, !line.price_list_id, t("product.listMissing"));
      const decimals = decimalsOf(line.unit || form.unit);
      tell(`prices.${i}.min_quantity`, positiveProblem(line.min_quantity || "1", decimals));
      tell(`prices.${i}.price`, numberProblem(line.price, 2));
      say(`prices.${i}.from_on`, !isDay(line.from_on), t("record.badDay"));
      say(`prices.${i}.until_on`, line.until_on !== "" && !isDay(line.until_on), t("record.badDay"));
      say(
        `prices.${i}.until_on`,
        line.until_on !== "" && line.until_on < line.from_on,
        t("product.untilBefore"),
      );
    });
    return wrong;
  },
};

/** Is it no code yet, 4, 6 or 8 digits for goods, or 6 digits beginning with 99 for a service? */
export const isHsn = (code: string, kind: ProductKind): boolean =>
  code === "" || (kind === "goods" ? /^(\d{4}|\d{6}|\d{8})$/ : /^99\d{4}$/).test(code);

const orOne = <T>(lines: T[], blank: () => T): T[] => (lines.length > 0 ? lines : [blank()]);
/** Lines nobody wrote in go to the end, where they are not sent: so the server counts lines as the screen does. */
const inOrder = <T>(lines: T[], isUsed: (line: T) => boolean): T[] => [
  ...lines.filter(isUsed),
  ...lines.filter((line) => !isUsed(line)),
];

const orEmpty = (text: string, decimals: number) =>
  text.trim() === "" ? undefined : numberProblem(text, decimals);
const positiveProblem = (text: string, decimals: number, otherwise = t("record.badNumber")) =>
  numberProblem(text, decimals, { otherwise }) ?? (/[1-9]/.test(text) ? undefined : otherwise);
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

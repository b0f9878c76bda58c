// What a business keeps beside its products, for choices: units, categories, price lists, rates of GST.
import { Known } from "$lib/known.svelte";
import type { PriceList, ProductCategory } from "$lib/types";

export { conversionOf, decimalsOf, ratesOn, taxRates, unitChoices, unitName, units } from "$lib/known.svelte";

export const categories = new Known<ProductCategory>("/api/product-categories", "categories");
export const priceLists = new Known<PriceList>("/api/price-lists", "price_lists");

export const categoryChoices = () =>
  categories.items.map((category) => ({ value: String(category.id), label: category.path }));

export const categoryPath = (id: number | null): string =>
  categories.items.find((category) => category.id === id)?.path ?? "";

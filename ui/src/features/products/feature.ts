// Products and services as the frame sees them: list, form, categories, price lists, and what the palette finds.
import { get } from "$lib/api";
import { money } from "$lib/format";
import { t } from "$lib/messages";
import { go } from "$lib/router.svelte";
import type { Feature } from "$lib/screen";
import type { Page, ProductRow } from "$lib/types";
import { newProductWord } from "./words";

export const products: Feature = {
  key: "products",
  routes: {
    products: () => import("./ProductList.svelte"),
    "products/new": () => import("./ProductForm.svelte"),
    "products/categories": () => import("./Categories.svelte"),
    "products/price-lists": () => import("./PriceLists.svelte"),
    "products/:id": () => import("./ProductForm.svelte"),
  },
  commands: () => [
    {
      id: "products.new",
      label: newProductWord(),
      group: t("group.do"),
      shortcut: "Alt+Shift+G",
      icon: "package",
      keywords: "product service goods item sku add create",
      run: () => go("products/new"),
    },
    {
      id: "products.categories",
      label: t("products.goCategories"),
      group: t("group.go"),
      icon: "folder-tree",
      keywords: "group tree products",
      run: () => go("products/categories"),
    },
    {
      id: "products.priceLists",
      label: t("products.goPriceLists"),
      group: t("group.go"),
      icon: "tags",
      keywords: "wholesale discount rates products",
      run: () => go("products/price-lists"),
    },
  ],
  find: async (typed, signal) => {
    const page = await get<Page<ProductRow>>("/api/products", { search: typed, limit: 6 }, signal);
    return page.items.map((product) => ({
      label: product.name,
      hint: [product.code, product.selling_price && money(product.selling_price, { symbol: true })]
        .filter(Boolean)
        .join(" · "),
      icon: "package",
      path: `products/${product.id}`,
    }));
  },
};

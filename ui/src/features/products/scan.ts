// A barcode in the search of the list: scanned, or typed from a label.
import { ApiError, get } from "$lib/api";
import type { ProductByBarcode, ProductRow } from "$lib/types";
import { looksScanned } from "./barcode";

/** The product a search stands for alone: by its exact code, or by one of its barcodes. */
export async function productMeant(
  typed: string,
  shown: ProductRow[],
): Promise<{ product: ProductRow; unit: string | null } | null> {
  const byCode = shown.find((product) => product.code.toLowerCase() === typed.toLowerCase());
  if (byCode) return { product: byCode, unit: null };
  if (!looksScanned(typed)) return null;
  try {
    return await get<ProductByBarcode>(`/api/products/by-barcode/${encodeURIComponent(typed)}`);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

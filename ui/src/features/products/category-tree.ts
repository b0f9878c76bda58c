// The tree of categories: its order on the screen, what may lie under what, and paths as a person types them.
import type { ProductCategory } from "$lib/types";

export type Branch = ProductCategory & { depth: number };

/** Parents before their children, brothers by name; a child whose parent is missing stands at the top. */
export function inTreeOrder(categories: ProductCategory[]): Branch[] {
  const ids = new Set(categories.map((category) => category.id));
  const below = new Map<number | null, ProductCategory[]>();
  for (const category of categories) {
    const parent = category.parent_id !== null && ids.has(category.parent_id) ? category.parent_id : null;
    below.set(parent, [...(below.get(parent) ?? []), category]);
  }
  const walk = (parent: number | null, depth: number): Branch[] =>
    (below.get(parent) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name, "en-IN", { numeric: true }))
      .flatMap((category) => [{ ...category, depth }, ...walk(category.id, depth + 1)]);
  return walk(null, 0);
}

/** Itself and everything below it: where it cannot be moved to. */
export function withDescendants(categories: ProductCategory[], id: number): Set<number> {
  const found = new Set([id]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const one of categories) if (one.parent_id !== null && found.has(one.parent_id)) found.add(one.id);
  }
  return found;
}

/** "Dental > Burs" → ["Dental", "Burs"]. */
export const pathParts = (typed: string): string[] =>
  typed
    .split(/[›>]/)
    .map((part) => part.trim())
    .filter(Boolean);

/** How far a path exists already: the last category met, and the names still to be made below it. */
export function missingOf(
  categories: ProductCategory[],
  parts: string[],
): { parent: number | null; names: string[] } {
  let parent: number | null = null;
  for (const [at, part] of parts.entries()) {
    const here = categories.find(
      (one) => one.parent_id === parent && one.name.toLowerCase() === part.toLowerCase(),
    );
    if (!here) return { parent, names: parts.slice(at) };
    parent = here.id;
  }
  return { parent, names: [] };
}

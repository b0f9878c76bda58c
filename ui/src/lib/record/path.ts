// The inputs of a form by their name on the wire: "addresses.0.city" in { addresses: [{ city }] }.

/** The value at a path; undefined where it leads nowhere. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, part) => {
    if (typeof inner !== "object" || inner === null) return undefined;
    return (inner as Record<string, unknown>)[part];
  }, value);
}

/** "addresses[0].city" as "addresses.0.city". */
export const dotted = (path: string): string => path.replace(/\[(\d+)\]/g, ".$1");

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A record was changed by someone else while a person typed: what was typed here stays, everything untouched
 * here becomes theirs. `base` is what both began with. Answers the text and the fields where both changed
 * the same thing differently.
 */
export function rebase<F extends object>(base: F, mine: F, theirs: F): { form: F; clashes: (keyof F)[] } {
  const form = { ...theirs };
  const clashes: (keyof F)[] = [];
  for (const key of Object.keys(mine) as (keyof F)[]) {
    if (same(mine[key], base[key])) continue;
    form[key] = mine[key];
    if (!same(theirs[key], base[key]) && !same(theirs[key], mine[key])) clashes.push(key);
  }
  return { form, clashes };
}

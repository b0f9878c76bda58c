// The question that a list asks, as an export takes it: what narrows nothing is left out, ids are numbers.
import type { Query } from "$lib/api";

/** Filters that choose by an id; in the address they are words like all others. */
const IDS = ["category"];

export function asked(query: Query): Record<string, string | number | boolean> {
  const kept = Object.entries(query).filter((entry): entry is [string, string | number | boolean] =>
    Boolean(entry[1]),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, IDS.includes(key) ? Number(value) : value]));
}

// Which chapter tells of which screen: where F1 leads.
import { matchPath, type Route } from "../lib/router.svelte";

/** Paths of a business's screens and of the installation's; earlier patterns win. */
const PLACES: [pattern: string, place: string][] = [
  ["home", "screen"],
  ["parties", "parties"],
  ["parties/:id", "parties"],
  ["patients", "patients"],
  ["patients/:id", "patients"],
  ["materials", "materials"],
  ["materials/:id", "materials"],
  ["products", "products"],
  ["products/categories", "products/categories"],
  ["products/price-lists", "products/price-lists"],
  ["products/:id", "products"],
  ["import", "lists-in-and-out"],
  ["import/:kind", "lists-in-and-out"],
  ["settings", "settings"],
  ["settings/found", "installation/found-files"],
  ["settings/machine", "installation/this-installation"],
  ["settings/logs", "installation/the-log-and-diagnostics"],
  ["settings/about", "installation/about-cashflow"],
  ["settings/business/:id", "installation"],
];

/** Parts of a business's settings that have a heading of their own. */
const PARTS: Record<string, string> = {
  look: "settings/the-look",
  features: "settings/features",
  units: "settings/units",
  taxes: "settings/gst-rates",
  numbering: "settings/numbering",
  preferences: "settings/preferences",
  file: "settings/file-and-state",
};

/** The guide's address for the screen at hand; its contents where no chapter tells of it. */
export function guideTo(route: Route): string {
  if (route.name === "start") return "#/guide/first-start";
  if (route.name === "add") return "#/guide/businesses";
  if (route.name === "installation")
    return `#/guide/${route.path === "settings" ? "installation" : placeOf(route.path)}`;
  if (route.name !== "business") return "#/guide";
  const part = route.path === "settings" ? PARTS[route.query.get("part") ?? ""] : undefined;
  const place = part ?? placeOf(route.path);
  return place ? `#/guide/${place}` : "#/guide";
}

/** Every place F1 can lead to, for the test that each is there. */
export const everyPlace = (): string[] => [
  ...PLACES.map(([, place]) => place),
  ...Object.values(PARTS),
  "first-start",
  "businesses",
];

const placeOf = (path: string): string =>
  PLACES.find(([pattern]) => matchPath(pattern, path) !== null)?.[1] ?? "";

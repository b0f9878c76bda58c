// Every feature of the program, one line each. The frame finds its screens here; a menu entry without a
// screen is not shown, so that no menu leads nowhere.
import { matchPath } from "$lib/router.svelte";
import type { Feature, Screen } from "$lib/screen";
import { installationSettings } from "../installation/feature";
import { home } from "./home/feature";
import { imports } from "./imports/feature";
import { materials } from "./materials/feature";
import { parties } from "./parties/feature";
import { patients } from "./patients/feature";
import { products } from "./products/feature";
import { settings } from "./settings/feature";

export const features: Feature[] = [
  home,
  parties,
  patients,
  materials,
  products,
  imports,
  settings,
  installationSettings,
];

export type Found = { feature: Feature; screen: Screen; pattern: string; params: Record<string, string> };

export const findScreen = (path: string): Found | null => find(path, (feature) => feature.routes);

export const findInstallationScreen = (path: string): Found | null =>
  find(path, (feature) => feature.installation);

/** Does the path lead to a screen? Ask before offering a way there. */
export const leadsSomewhere = (path: string): boolean => findScreen(path) !== null;

function find(
  path: string,
  routesOf: (feature: Feature) => Record<string, Screen> | undefined,
): Found | null {
  for (const feature of features) {
    for (const [pattern, screen] of Object.entries(routesOf(feature) ?? {})) {
      const params = matchPath(pattern, path);
      if (params) return { feature, screen, pattern, params };
    }
  }
  return null;
}

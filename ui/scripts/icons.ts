// Draws the icons of the program from Lucide while it is built, as the bare SVG inside each: a component for each icon,
// as Lucide gives them, weighs three times what it draws. The whole of Lucide would be larger than the program's screens.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const NAMES = `
  archive arrow-left arrow-right app-window book-open barcode boxes building-2 calendar chart-column check
  chevron-down chevron-left chevron-right circle circle-alert circle-check clipboard-list download ellipsis
  external-link factory file-text folder-tree grip-vertical hash history house image inbox info keyboard
  landmark languages layers mail map-pin menu merge monitor moon network package palette pencil percent
  phone plus power printer receipt refresh-cw save search settings shopping-cart star stethoscope store sun
  tags trash-2 triangle-alert truck undo-2 upload user user-plus users wallet wrench x
`;
/** What other trades may want for themselves and their menus. */
const OF_TRADES = `
  bed-double book briefcase car croissant dumbbell gem graduation-cap hammer heart-pulse laptop leaf
  paw-print pill scale scissors shirt sprout utensils wheat
`;
/** Names a domain pack may use beside Lucide's own. */
const OTHER_NAMES = {
  building: "building-2",
  columns: "columns-3",
  home: "house",
  trash: "trash-2",
  "user-round": "user",
};

const LIST = "virtual:icons";
const folder = fileURLToPath(new URL("../node_modules/@lucide/svelte/dist/icons/", import.meta.url));

/** Serves each icon's drawing by its name as "virtual:icons". */
export function icons(): Plugin {
  return {
    name: "icons",
    resolveId: (id) => (id === LIST ? `\0${LIST}` : undefined),
    load: (id) => (id === `\0${LIST}` ? `export default ${JSON.stringify(drawings())};\n` : undefined),
  };
}

function drawings(): Record<string, string> {
  const own = `${NAMES} ${OF_TRADES}`.trim().split(/\s+/);
  const all = [...own.map((name) => [name, name] as const), ...Object.entries(OTHER_NAMES)];
  return Object.fromEntries(all.map(([name, lucide]) => [name, drawing(lucide)]));
}

/** `<path d="…"/>`, of the data that stand in Lucide's component. */
function drawing(name: string): string {
  const file = /from ["'].\/(.+\.svelte)["']/.exec(readFileSync(`${folder}${name}.js`, "utf8"))?.[1] ?? "";
  const source = readFileSync(folder + file, "utf8"); // some names lead to another's file
  const data = /iconData = (\{.*\});?$/m.exec(source)?.[1];
  if (!data) throw new Error(`Lucide draws “${name}” in another way than scripts/icons.ts reads.`);
  const { node } = JSON.parse(data) as { node: [tag: string, attributes: Record<string, string>][] };
  return node.map(([tag, attributes]) => `<${tag}${written(attributes)}/>`).join("");
}

const written = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");

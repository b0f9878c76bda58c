// What was done lately, in words: a verb for every operation of the edit log, and a name for every record.
import { t } from "$lib/messages";
import type { RecentChange as Entry, TransferKind } from "$lib/types";
import { word, workspace } from "$lib/workspace.svelte";
import { namesOf, type Things } from "./words";

const DONE = [
  "create",
  "edit",
  "count",
  "archive",
  "restore",
  "merge",
  "absorb",
  "activate",
  "deactivate",
  "adopt",
  "set_logo",
  "remove_logo",
  "set_picture",
  "remove_picture",
  "gst_rate",
  "export",
  "retire",
  "delete",
  "commit",
  "undo",
  "take_back",
] as const;

/** "material.count" → "counted". What has no word of its own has changed something. */
export function doneTo(operation: string): string {
  const verb = operation.split(".").at(-1);
  if (operation === "tenant.create") return t("home.did_made");
  const done = DONE.find((known) => known === verb);
  return t(done ? `home.did_${done}` : "home.did_other");
}

const IMPORTED: Record<TransferKind, Things> = {
  products: "product",
  parties: "party",
  patients: "patient",
  materials: "material",
};

/** What was changed, and what was done to it; an import is one sentence. */
export function lineOf(entry: Entry): { name: string; did: string } {
  if (!entry.import) return { name: nameOf(entry), did: doneTo(entry.operation) };
  const { kind, added, changed } = entry.import;
  const file = entry.label;
  if (entry.operation === "import.undo") return { name: t("import.undone", { file }), did: "" };
  return { name: t("home.cameIn", { count: added + changed, file, ...namesOf(IMPORTED[kind]) }), did: "" };
}

/** A record is called by its name; one that never had one by its kind, and the business itself by its own. */
export function nameOf(entry: Entry): string {
  const [kind = "", id = ""] = entry.record.split("/");
  if (entry.label !== `${kind} ${id}`) return entry.label;
  if (kind === "tenant") return workspace().company_name;
  if (kind === "number_series") return t("home.numbering");
  if (kind === "tax_rate") return t("home.taxRate");
  const called = word(kind, kind);
  return `${called.charAt(0).toUpperCase()}${called.slice(1)} ${id}`;
}

const LISTS: Record<string, string> = {
  party: "parties",
  patient: "patients",
  material: "materials",
  product: "products",
};

/** Where the settings hold what is no record of a list. */
const PARTS: Record<string, string> = { unit: "units", tax_rate: "taxes", number_series: "numbering" };

/** "party/12" → "parties/12"; the business itself lies in the settings. null where there is no screen, or no record any more. */
export function pathOf(entry: Entry): string | null {
  if (entry.record.startsWith("tenant/")) return "settings";
  if (entry.record.startsWith("import/")) return "import";
  if (entry.operation.endsWith(".take_back")) return null;
  const part = PARTS[entry.record.split("/")[0] ?? ""];
  if (part) return `settings?part=${part}`;
  const parts = /^(\w+)\/(\d+)$/.exec(entry.record);
  const list = parts && LISTS[parts[1] ?? ""];
  return list ? `${list}/${parts[2]}` : null;
}

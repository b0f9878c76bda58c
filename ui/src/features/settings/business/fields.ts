// What of a business's configuration a person may edit, and how edits become a merge patch. Pure.
import type { TenantConfig, TenantPatch } from "$lib/types";

export const FIELDS = [
  "domain",
  "gst_number",
  "branding.company_name",
  "branding.primary_color",
  "branding.secondary_color",
  "branding.accent_color",
  "branding.address",
  "branding.letterhead",
  "branding.invoice_footer",
  "contact_info.person",
  "contact_info.phone",
  "contact_info.email",
  "contact_info.website",
] as const;
/** Named as on the wire. */
export type FieldName = (typeof FIELDS)[number];
export type ColorField = Extract<FieldName, `${string}_color`>;
export const COLORS: ColorField[] = [
  "branding.primary_color",
  "branding.secondary_color",
  "branding.accent_color",
];
export type Source = TenantConfig["sources"][string];
/** What was typed, by field; null drops the business's own value, so that the one beneath shows again. */
export type Changes = Partial<Record<FieldName, string | null>>;
export type Part = "profile" | "look" | "features";

/** The part of the screen a field, or a problem with it, stands on. */
export function partOf(field: string): Part {
  if (field.startsWith("features")) return "features";
  return field.endsWith("_color") || field === "logo" ? "look" : "profile";
}

/** The value in force; "" for none. */
export function valueOf(config: TenantConfig, field: FieldName): string {
  const [group, key] = split(field);
  const holder = (group ? config[group as "branding"] : config) as Record<string, unknown>;
  const value = holder[key];
  return typeof value === "string" ? value : "";
}

/** Where that value came from; null when nobody ever set one. */
export const sourceOf = (config: TenantConfig, field: string): Source | null => config.sources[field] ?? null;

/** The environment wins over everything a person could save here. */
export const isFixed = (config: TenantConfig, field: string) => sourceOf(config, field) === "environment";

/** The changes with one more; typing back what was there is no change. */
export function withChange(
  config: TenantConfig,
  changes: Changes,
  field: FieldName,
  value: string | null,
): Changes {
  const rest = { ...changes };
  delete rest[field];
  return value === valueOf(config, field) ? rest : { ...rest, [field]: value };
}

/** The changes that still change something, after the configuration was read anew. */
export function stillChanging(config: TenantConfig, changes: Changes): Changes {
  let kept: Changes = {};
  for (const [field, value] of Object.entries(changes) as [FieldName, string | null][]) {
    if (value === null && sourceOf(config, field) !== "catalogue") continue;
    kept = withChange(config, kept, field, value);
  }
  return kept;
}

/**
 * The merge patch for the changes. An emptied field drops its own value; where there is none of its own, an
 * empty one is written over what a file says.
 */
export function patchOf(config: TenantConfig, changes: Changes): TenantPatch {
  const patch: Record<string, unknown> = { revision: config.revision };
  for (const [field, value] of Object.entries(changes) as [FieldName, string | null][]) {
    const [group, key] = split(field);
    const emptied = value !== null && value.trim() === "";
    const sent = emptied ? (sourceOf(config, field) === "catalogue" ? null : "") : (value?.trim() ?? null);
    if (group) patch[group] = { ...(patch[group] as object | undefined), [key]: sent };
    else patch[key] = sent;
  }
  return patch as TenantPatch;
}

/** Fields whose value differs: what somebody else changed meanwhile. */
export const differences = (before: TenantConfig, now: TenantConfig): FieldName[] =>
  FIELDS.filter((field) => valueOf(before, field) !== valueOf(now, field));

export const isColor = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

/** As the server makes them: two letters of an abbreviation, or of the first two words. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = (word: string, count: number) => [...word].slice(0, count).join("").toUpperCase();
  const [first = "?", second] = words;
  if (/^[A-Z]{2,}$/.test(first) || !second) return letters(first, 2);
  return letters(first, 1) + letters(second, 1);
}

function split(field: string): [group: string | null, key: string] {
  const at = field.indexOf(".");
  return at < 0 ? [null, field] : [field.slice(0, at), field.slice(at + 1)];
}

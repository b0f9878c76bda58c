// A business looked over: the answer, and the words for its checks. Pure.
import { t } from "$lib/messages";
import type { TenantHealth } from "$lib/types";

export type Verdict = TenantHealth["status"];

export const TONE = { ok: "good", warning: "warn", error: "bad" } as const;
export const ICON = { ok: "circle-check", warning: "triangle-alert", error: "circle-alert" } as const;

export function verdictWord(status: Verdict): string {
  return { ok: t("health.ok"), warning: t("health.warning"), error: t("health.error") }[status];
}

/** What was looked at, in a word; an unknown check keeps its own name. */
export function checkWord(check: string): string {
  const words: Record<string, string> = {
    file: t("health.file"),
    schema: t("health.schema"),
    integrity: t("health.integrity"),
    pools: t("health.pools"),
    disk: t("health.disk"),
    features: t("health.features"),
  };
  return words[check] ?? check;
}

/** What is wrong stands first; otherwise the order of the answer. */
export function worstFirst(checks: TenantHealth["checks"]): TenantHealth["checks"] {
  const weight = { error: 0, warning: 1, ok: 2 };
  return [...checks].sort((a, b) => weight[a.status] - weight[b.status]);
}

/** Where its file lies, for people: an address relative to the data directory is put below it. */
export function filePath(databaseUrl: string, dataDirectory: string): string {
  const rest = databaseUrl.replace(/^sqlite:/, "");
  if (rest === databaseUrl || /^([/\\]|[a-z]:[/\\])/i.test(rest)) return rest;
  const slash = dataDirectory.includes("\\") ? "\\" : "/";
  return `${dataDirectory.replace(/[/\\]$/, "")}${slash}${rest.replaceAll("/", slash)}`;
}

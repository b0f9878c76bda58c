// The settings of the open business, as the frame sees them: one screen, and the ways into its parts.
import type { Command } from "$lib/commands.svelte";
import { t } from "$lib/messages";
import { go, router } from "$lib/router.svelte";
import type { Feature } from "$lib/screen";
import { session } from "$lib/workspace.svelte";
import { exportBusiness } from "./business/business";

export const settings: Feature = {
  key: "settings",
  routes: { settings: () => import("./Settings.svelte") },
  commands: () => [
    part("look", t("settings.goLook"), "palette", "colour branding picture"),
    part("features", t("settings.goFeatures"), "layers", "switch on off menu"),
    part("units", t("units.go"), "scale", "measure decimals dozen box"),
    part("taxes", t("taxes.go"), "percent", "tax rate notification council"),
    part("numbering", t("numbering.go"), "hash", "prefix series file number code"),
    part("preferences", t("preferences.go"), "monitor", "theme dark compact date format lakh week"),
    part("file", t("settings.goFile"), "file-text", "size database check"),
    {
      id: "business.export",
      label: t("business.exportThis"),
      group: t("group.do"),
      icon: "download",
      keywords: "backup copy download",
      run: () => session.current && exportBusiness(session.current),
    },
  ],
};

const part = (name: string, label: string, icon: string, keywords: string): Command => ({
  id: `go.settings.${name}`,
  label,
  group: t("group.go"),
  icon,
  keywords,
  when: () => !(router.route.name === "business" && router.route.path === "settings"), // it has its own
  run: () => go("settings", { part: name }),
});

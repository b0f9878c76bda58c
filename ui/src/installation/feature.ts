// The settings of the installation as the frame sees them: its sections, and the screen of one business.
import { t } from "../lib/messages";
import { navigate } from "../lib/router.svelte";
import type { Feature } from "../lib/screen";

export const installationSettings: Feature = {
  key: "installation",
  installation: {
    settings: () => import("./Businesses.svelte"),
    "settings/found": () => import("./FoundFiles.svelte"),
    "settings/machine": () => import("./Machine.svelte"),
    "settings/logs": () => import("./Logs.svelte"),
    "settings/about": () => import("./About.svelte"),
    gallery: () => import("../gallery/Gallery.svelte"),
    "settings/business/:id": () => import("./Business.svelte"),
  },
  commands: () => [
    {
      id: "installation.found",
      label: t("installation.goFound"),
      group: t("group.go"),
      icon: "inbox",
      keywords: "stray adopt import take in",
      run: () => navigate("#/settings/found"),
    },
    {
      id: "installation.machine",
      label: t("installation.goMachine"),
      group: t("group.go"),
      icon: "monitor",
      keywords: "about data directory sqlite",
      run: () => navigate("#/settings/machine"),
    },
    {
      id: "installation.update",
      label: t("update.go"),
      group: t("group.go"),
      icon: "download",
      keywords: "version upgrade stick usb signature",
      run: () => navigate("#/settings/machine"),
    },
    {
      id: "installation.logs",
      label: t("logs.go"),
      group: t("group.go"),
      icon: "file-text",
      keywords: "diagnostics errors support help",
      run: () => navigate("#/settings/logs"),
    },
    {
      id: "installation.about",
      label: t("about.go"),
      group: t("group.go"),
      icon: "info",
      keywords: "version licence license open source",
      run: () => navigate("#/settings/about"),
    },
  ],
};

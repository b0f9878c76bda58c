// What can be done everywhere. Built anew whenever the businesses, the open one or its menu change.
import { features, leadsSomewhere } from "../features/registry";
import { archiveBegun, chooseArchive, lookAtOpened } from "../lib/arrival.svelte";
import type { Command } from "../lib/commands.svelte";
import { installation, hasChooser, mayAdd } from "../lib/installation.svelte";
import { t } from "../lib/messages";
import { chooseLanguage, language, languages } from "../lib/messages/language";
import { businessHref, go, isGuarded, navigate, router } from "../lib/router.svelte";
import { inWindow, openBusinessWindow, printPage } from "../lib/shell";
import { chooseFormat, formats } from "../lib/formats.svelte";
import { chooseTheme } from "../lib/theme.svelte";
import type { Workspace } from "../lib/types";
import { session } from "../lib/workspace.svelte";
import { layers } from "./layers.svelte";

export function appCommands(): Command[] {
  const open = session.current;
  return [
    ...(open ? menuCommands(open) : []),
    ...general(),
    ...businesses(),
    ...(open ? features.flatMap((feature) => feature.commands?.() ?? []) : []),
    ...(open ? ofTheOpen(open) : []),
    ...view(),
  ];
}

/** Screens the sidebar shows: in the business's menu and built. */
export const shownMenu = (open: Workspace) =>
  open.menu
    .map((group) => ({ ...group, items: group.items.filter((item) => leadsSomewhere(item.path)) }))
    .filter((group) => group.items.length > 0);

function general(): Command[] {
  return [
    {
      id: "palette.open",
      label: t("command.palette"),
      group: t("group.do"),
      shortcut: "Ctrl+K",
      quiet: true,
      run: () => (layers.palette = true),
    },
    {
      id: "keys.show",
      label: t("command.keys"),
      group: t("group.do"),
      shortcut: "?",
      icon: "keyboard",
      run: () => (layers.keys = true),
    },
    {
      id: "guide.here",
      label: t("guide.toThis"),
      group: t("group.do"),
      shortcut: "F1",
      icon: "book-open",
      keywords: "help manual how",
      when: () => router.route.name !== "guide",
      run: openGuideHere,
    },
    {
      id: "business.add",
      label: t("command.add"),
      group: t("group.do"),
      icon: "plus",
      when: mayAdd,
      run: () => navigate("#/add"),
    },
    {
      id: "archive.take-in",
      label: t("archiveFile.takeInDots"),
      group: t("group.do"),
      icon: "inbox",
      keywords: "import restore move .cashflow",
      when: mayAdd,
      run: chooseArchive,
    },
    // The window's own: a file was chosen in its dialog; a file was double-clicked.
    {
      id: "archive.reading",
      label: t("archiveFile.takeIn"),
      group: t("group.do"),
      quiet: true,
      when: () => inWindow,
      run: archiveBegun,
    },
    {
      id: "archive.opened",
      label: t("archiveFile.takeIn"),
      group: t("group.do"),
      quiet: true,
      when: () => inWindow,
      run: lookAtOpened,
    },
    {
      id: "installation.open",
      label: t("command.installation"),
      group: t("group.go"),
      icon: "monitor",
      keywords: "businesses archive delete health backup",
      run: () => navigate("#/settings"),
    },
    {
      id: "go.start",
      label: t("command.start"),
      group: t("group.go"),
      shortcut: "Ctrl+0",
      icon: "building",
      when: () => hasChooser() && router.route.name !== "start",
      run: () => navigate("#/"),
    },
  ];
}

/** The chapter that tells of the screen at hand; laid over it where unsaved words would have to be left. */
async function openGuideHere(): Promise<void> {
  const { guideTo } = await import("../guide/context");
  const place = guideTo(router.route);
  if (isGuarded()) layers.guide = place;
  else await navigate(place);
}

function businesses(): Command[] {
  if (!hasChooser()) return [];
  return installation.numbered.map((card, i) => ({
    id: `business.${i + 1}`,
    label: t("command.switch", { name: card.company_name }),
    group: t("group.business"),
    shortcut: `Ctrl+${i + 1}`,
    quiet: true, // the palette lists the businesses themselves
    run: () => navigate(businessHref(card.tenant_id)),
  }));
}

function menuCommands(open: Workspace): Command[] {
  return shownMenu(open)
    .flatMap((group) => group.items)
    .map((item, i) => ({
      id: `go.${item.key}`,
      label: item.label,
      group: t("group.go"),
      shortcut: i < 9 ? `Alt+${i + 1}` : undefined,
      icon: item.icon,
      run: () => go(item.path),
    }));
}

function ofTheOpen(open: Workspace): Command[] {
  return [
    {
      id: "settings.open",
      label: t("command.settings"),
      group: t("group.go"),
      shortcut: "Ctrl+,",
      icon: "settings",
      when: () => leadsSomewhere("settings"),
      run: () => go("settings"),
    },
    {
      id: "business.window",
      label: inWindow ? t("frame.ownWindow") : t("frame.ownTab"),
      group: t("group.do"),
      icon: "app-window",
      run: () => openBusinessWindow(open.tenant_id),
    },
    {
      id: "page.print",
      label: t("command.print"),
      group: t("group.do"),
      shortcut: "Ctrl+P",
      icon: "printer",
      run: () => printPage(),
    },
  ];
}

function view(): Command[] {
  const group = t("group.view");
  return [
    {
      id: "theme.light",
      label: t("command.light"),
      group,
      icon: "sun",
      keywords: "theme",
      run: () => chooseTheme("light"),
    },
    {
      id: "theme.dark",
      label: t("command.dark"),
      group,
      icon: "moon",
      keywords: "theme",
      run: () => chooseTheme("dark"),
    },
    {
      id: "theme.system",
      label: t("command.system"),
      group,
      icon: "monitor",
      keywords: "theme",
      run: () => chooseTheme("system"),
    },
    {
      id: "density.compact",
      label: t("command.densityCompact"),
      group,
      icon: "layers",
      when: () => formats.density !== "compact",
      run: () => chooseFormat("density", "compact"),
    },
    {
      id: "density.comfortable",
      label: t("command.densityComfortable"),
      group,
      icon: "layers",
      when: () => formats.density !== "comfortable",
      run: () => chooseFormat("density", "comfortable"),
    },
    ...languages().map(({ value, label }) => ({
      id: `language.${value}`,
      label: t("language.command", { name: label }),
      group,
      icon: "languages",
      keywords: "language bhasha भाषा",
      when: () => value !== language(),
      run: () => chooseLanguage(value),
    })),
  ];
}

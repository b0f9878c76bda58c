// What can be done with the business in a row: the same list feeds its menu, its keys and the palette.
import type { Command } from "../lib/commands.svelte";
import { t } from "../lib/messages";
import { businessHref, navigate } from "../lib/router.svelte";
import { saveAsOneFile } from "../features/settings/business/archive-file";
import { exportBusiness, setActive, setArchived, type Named } from "../features/settings/business/business";

export type RowAction = {
  id: string;
  label: string;
  /** With the name, for the palette. */
  longLabel: string;
  icon: string;
  keys?: string;
  danger?: boolean;
  run: () => unknown;
};

/** What the screen does for an action: shows a drawer or a dialog, renews its rows. */
export type RowScreen = {
  showHealth: (of: Named) => void;
  askDelete: (of: Named) => void;
  renew: () => unknown;
};

export const businessSettingsHref = (tenantId: string) =>
  `#/settings/business/${encodeURIComponent(tenantId)}`;

/** A business can be worked in unless it is switched off or put away. */
export const canOpen = (of: Named) => of.is_active && of.archived_at === null;

export function rowActions(of: Named, screen: RowScreen): RowAction[] {
  const name = of.company_name;
  const then = (done: Promise<unknown>) => done.then((config) => config && screen.renew());
  const edit: RowAction = {
    id: "edit",
    label: t("business.edit"),
    longLabel: t("list.editOf", { name }),
    icon: "pencil",
    keys: "Enter",
    run: () => navigate(businessSettingsHref(of.tenant_id)),
  };
  const open: RowAction = {
    id: "open",
    label: t("business.open"),
    longLabel: t("list.openOf", { name }),
    icon: "arrow-right",
    keys: "O",
    run: () => navigate(businessHref(of.tenant_id)),
  };
  return [
    edit,
    ...(canOpen(of) ? [open] : []),
    {
      id: "health",
      label: t("business.health"),
      longLabel: t("list.healthOf", { name }),
      icon: "stethoscope",
      keys: "H",
      run: () => screen.showHealth(of),
    },
    {
      id: "export",
      label: t("business.export"),
      longLabel: t("list.exportOf", { name }),
      icon: "download",
      keys: "E",
      run: () => exportBusiness(of),
    },
    {
      id: "archive-file",
      label: t("archiveFile.save"),
      longLabel: t("archiveFile.saveOf", { name }),
      icon: "package",
      keys: "S",
      run: () => saveAsOneFile(of),
    },
    {
      id: "state",
      label: of.is_active ? t("business.deactivate") : t("business.activate"),
      longLabel: of.is_active ? t("list.deactivateOf", { name }) : t("list.activateOf", { name }),
      icon: "power",
      keys: "D",
      run: () => then(setActive(of, !of.is_active)),
    },
    {
      id: "archive",
      label: of.archived_at ? t("business.restore") : t("business.archive"),
      longLabel: of.archived_at ? t("list.restoreOf", { name }) : t("list.archiveOf", { name }),
      icon: of.archived_at ? "undo-2" : "archive",
      keys: "A",
      run: () => then(setArchived(of, of.archived_at === null)),
    },
    {
      id: "delete",
      label: t("business.deleteDots"),
      longLabel: t("list.deleteOf", { name }),
      icon: "trash-2",
      keys: "Delete",
      danger: true,
      run: () => screen.askDelete(of),
    },
  ];
}

/** The actions as commands. Enter is left out: the table itself answers it, and so do buttons elsewhere. */
export const rowCommands = (actions: RowAction[]): Command[] =>
  actions.map((action) => ({
    id: `list.${action.id}`,
    label: action.longLabel,
    group: t("group.here"),
    shortcut: action.keys === "Enter" ? undefined : action.keys,
    icon: action.icon,
    run: action.run,
  }));

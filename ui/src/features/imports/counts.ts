// What an import did or would do, as a sentence: only what there was of it.
import { t } from "$lib/messages";

type Counts = { added: number; changed: number };

export function doneCounts({ added, changed }: Counts): string {
  if (changed === 0) return t("import.doneAdded", { added });
  return added === 0 ? t("import.doneChanged", { changed }) : t("import.doneBoth", { added, changed });
}

export function undoCounts({ added, changed }: Counts): string {
  return [
    added > 0 && t("import.undoAdded", { added }),
    changed > 0 && t("import.undoChanged", { changed }),
    t("import.undoRest"),
  ]
    .filter(Boolean)
    .join(" ");
}

export function pastCounts({ added, changed }: Counts): string {
  const parts = [
    added > 0 && t("import.pastAdded", { added }),
    changed > 0 && t("import.pastChanged", { changed }),
  ];
  return parts.filter(Boolean).join(", ") || t("import.pastNothing");
}

// Undoing an import: asked first, because many rows go at once.
import { undoCounts } from "./counts";
import { ApiError } from "$lib/api";
import { confirm } from "$lib/confirm.svelte";
import { t } from "$lib/messages";
import type { Import, PastImport } from "$lib/types";

export const sureToUndo = (of: Pick<PastImport, "file_name" | "added" | "changed">): Promise<boolean> =>
  confirm({
    title: t("import.undoTitle", { file: of.file_name }),
    text: undoCounts(of),
    yes: t("import.undoYes"),
    danger: true,
  });

/** What a job said when it failed, as a screen shows it. */
export const failureOf = (failure: NonNullable<Import["failure"]>): ApiError =>
  new ApiError({
    code: failure.code,
    title: t("import.failedTitle"),
    status: 409,
    detail: failure.message,
    translated: failure.translated,
  });

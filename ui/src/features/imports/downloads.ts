// Files that the program makes for a person to take along: an empty list, the file with its mistakes marked.
import { post } from "$lib/api";
import { t } from "$lib/messages";
import { inWindow, saveDownload } from "$lib/shell";
import { toast, toastError } from "$lib/toast.svelte";
import type { Download, TableFormat, TransferKind } from "$lib/types";

/** Hands a download over and answers where it is; null when the person thought better of it or it failed. */
export async function keep(made: Download): Promise<string | null> {
  try {
    const path = await saveDownload(made.download, made.file_name);
    return path ?? (inWindow ? null : made.file_name);
  } catch (error) {
    toastError(error);
    return null;
  }
}

/** An empty list with the headings that the program knows by themselves. */
export async function takeTemplate(kind: TransferKind, format: TableFormat): Promise<void> {
  try {
    const made = await post<Download>("/api/imports/templates", { kind, format });
    const file = await keep(made);
    if (file) toast(t("import.saved", { file }));
  } catch (error) {
    toastError(error);
  }
}

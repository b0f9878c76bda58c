// Files that the program makes for a person to take along: an empty list, the file with its mistakes marked.
import { asApiError, post } from "$lib/api";
import { t } from "$lib/messages";
import { inWindow, saveDownload } from "$lib/shell";
import { toast, toastError } from "$lib/toast.svelte";
import type { Download, TableFormat, TransferKind } from "$lib/types";

/** Hands a download over and tells where it is; false when the person thought better of it or it failed. */
export async function keep(made: Download, told: (file: string) => string): Promise<boolean> {
  try {
    const path = await saveDownload(made.download, made.file_name);
    if (inWindow && !path) return false;
    toast(told(path ?? made.file_name));
    return true;
  } catch (error) {
    toastError(asApiError(error));
    return false;
  }
}

/** An empty list with the headings that the program knows by themselves. */
export async function takeTemplate(kind: TransferKind, format: TableFormat): Promise<void> {
  try {
    const made = await post<Download>("/api/imports/templates", { kind, format });
    await keep(made, (file) => t("import.saved", { file }));
  } catch (error) {
    toastError(error);
  }
}

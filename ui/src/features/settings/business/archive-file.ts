// A whole business made into one file and handed to the person.
import { post } from "$lib/api";
import { bytes } from "$lib/format";
import { t } from "$lib/messages";
import { inWindow, saveDownload } from "$lib/shell";
import { toast, toastError } from "$lib/toast.svelte";
import type { Download } from "$lib/types";
import { tenantPath, type Named } from "./business";

export async function saveAsOneFile(of: Pick<Named, "tenant_id">): Promise<void> {
  try {
    const made = await post<Download>(tenantPath(of.tenant_id, "archive-file"));
    const size = bytes(made.size_bytes);
    const path = await saveDownload(made.download, made.file_name);
    if (path) toast(t("archiveFile.savedTo", { path, size }));
    else if (!inWindow) toast(t("archiveFile.saved", { file: made.file_name, size }));
  } catch (thrown) {
    toastError(thrown);
  }
}

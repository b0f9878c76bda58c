// Says how an import ended to someone who has left its screen meanwhile.
import { t } from "$lib/messages";
import { businessHref, navigate } from "$lib/router.svelte";
import { toast } from "$lib/toast.svelte";
import type { Import } from "$lib/types";

export function tellEnd(tenant: string, now: Import): void {
  const file = now.file_name;
  const show = {
    label: t("import.toastShow"),
    run: () => navigate(businessHref(tenant, `import/${now.kind}`, { file: now.id })),
  };
  if (now.state === "failed")
    toast(t("import.toastFailed", { file, reason: now.failure?.message ?? "" }), {
      tone: "bad",
      action: show,
    });
  else if (now.state === "done")
    toast(t("import.toastDone", { file, rows: now.added + now.changed }), { action: show });
  else if (now.state === "undone") toast(t("import.undone", { file }));
  else if (now.summary) {
    const { rows, wrong } = now.summary;
    const clean = rows === 0 ? t("import.toastNoRows", { file }) : t("import.toastClean", { file });
    toast(wrong === 0 ? clean : t("import.toastChecked", { file, wrong }), { action: show });
  }
}

// The words for the fields of the configuration, for messages that name one.
import { t } from "$lib/messages";
import type { FieldName } from "./fields";

export function labelOf(field: FieldName): string {
  const labels: Record<FieldName, string> = {
    domain: t("settings.trade"),
    gst_number: t("settings.gst"),
    "branding.company_name": t("settings.name"),
    "branding.primary_color": t("settings.primary"),
    "branding.secondary_color": t("settings.secondary"),
    "branding.accent_color": t("settings.accent"),
    "branding.address": t("settings.address"),
    "branding.letterhead": t("settings.letterhead"),
    "branding.invoice_footer": t("settings.footer"),
    "contact_info.person": t("settings.person"),
    "contact_info.phone": t("settings.phone"),
    "contact_info.email": t("settings.email"),
    "contact_info.website": t("settings.website"),
  };
  return labels[field];
}

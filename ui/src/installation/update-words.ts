// The words for how a program was installed and what an update brings.
import { bytes } from "../lib/format";
import { t } from "../lib/messages";
import type { UpdateForm, UpdateOffer } from "../lib/types";

export const formWords: Record<UpdateForm, string> = {
  copied: t("update.form.copied"),
  appimage: t("update.form.appimage"),
  deb: t("update.form.deb"),
  rpm: t("update.form.rpm"),
  windows: t("update.form.windows"),
  macos: t("update.form.macos"),
};

export function payloadWords({ payload, size_bytes }: UpdateOffer): string {
  const size = bytes(size_bytes);
  switch (payload) {
    case "program":
      return t("update.payload.program", { size });
    case "appimage":
      return t("update.payload.appimage", { size });
    case "deb":
      return t("update.payload.deb", { size });
    case "rpm":
      return t("update.payload.rpm", { size });
    case "nsis":
      return t("update.payload.nsis", { size });
    case "msi":
      return t("update.payload.msi", { size });
    case "dmg":
      return t("update.payload.dmg", { size });
  }
}

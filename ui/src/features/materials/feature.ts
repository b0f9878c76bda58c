// Materials as the frame sees them; only where the business has material_management.
import { get } from "$lib/api";
import { quantity } from "$lib/format";
import { t } from "$lib/messages";
import { go } from "$lib/router.svelte";
import type { Feature } from "$lib/screen";
import type { MaterialRow, Page } from "$lib/types";
import { granted } from "$lib/workspace.svelte";
import { newMaterialWord } from "./words";

const isHere = () => granted("material_management");
const switchedOff = () => import("$lib/record/SwitchedOff.svelte");

export const materials: Feature = {
  key: "materials",
  needs: "material_management",
  routes: {
    materials: () => (isHere() ? import("./MaterialList.svelte") : switchedOff()),
    "materials/new": () => (isHere() ? import("./MaterialForm.svelte") : switchedOff()),
    "materials/:id": () => (isHere() ? import("./MaterialForm.svelte") : switchedOff()),
  },
  commands: () => [
    {
      id: "materials.new",
      label: newMaterialWord(),
      group: t("group.do"),
      shortcut: "Alt+Shift+M",
      icon: "package",
      keywords: "material stock item add create",
      when: isHere,
      run: () => go("materials/new"),
    },
  ],
  find: async (typed, signal) => {
    if (!isHere()) return [];
    const page = await get<Page<MaterialRow>>("/api/materials", { search: typed, limit: 6 }, signal);
    return page.items.map((material) => ({
      label: material.name,
      hint: [
        material.code,
        material.quantity_on_hand && `${quantity(material.quantity_on_hand)} ${material.unit}`,
      ]
        .filter(Boolean)
        .join(" · "),
      icon: "package",
      path: `materials/${material.id}`,
    }));
  },
};

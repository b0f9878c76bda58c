// What stands for a trade where its name alone would be dull: its own icon, else one for what it is granted.
import type { Domain } from "../lib/types";

const OF_FEATURES: [feature: string, icon: string][] = [
  ["patient_management", "stethoscope"],
  ["bom_management", "factory"],
  ["material_management", "boxes"],
];

export const iconOf = (domain: Pick<Domain, "icon" | "features">): string =>
  domain.icon ?? OF_FEATURES.find(([feature]) => domain.features.includes(feature))?.[1] ?? "store";

import type { Feature } from "$lib/screen";

export const home: Feature = {
  key: "home",
  routes: { home: () => import("./Home.svelte") },
};

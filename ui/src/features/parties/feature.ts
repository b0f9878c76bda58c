// Parties as the frame sees them. The form joins by two more routes: "parties/new" and "parties/:id".
import { get } from "$lib/api";
import { phone } from "$lib/format";
import type { Feature } from "$lib/screen";
import type { Page, PartyRow } from "$lib/types";

export const parties: Feature = {
  key: "parties",
  routes: { parties: () => import("./PartyList.svelte") },
  find: async (typed, signal) => {
    const page = await get<Page<PartyRow>>("/api/parties", { search: typed, limit: 6 }, signal);
    return page.items.map((party) => ({
      label: party.name,
      hint: [party.place, party.phone && phone(party.phone)].filter(Boolean).join(" · "),
      icon: "user",
      path: `parties/${party.id}`,
    }));
  },
};

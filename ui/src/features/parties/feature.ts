// Parties as the frame sees them: list, form, a command from anywhere, and what the palette finds.
import { get } from "$lib/api";
import { phone } from "$lib/format";
import { t } from "$lib/messages";
import { go } from "$lib/router.svelte";
import type { Feature } from "$lib/screen";
import type { Page, PartyRow } from "$lib/types";
import { newPartyWord } from "./words";

export const parties: Feature = {
  key: "parties",
  routes: {
    parties: () => import("./PartyList.svelte"),
    "parties/new": () => import("./PartyForm.svelte"),
    "parties/:id": () => import("./PartyForm.svelte"),
  },
  commands: () => [
    {
      id: "parties.new",
      label: newPartyWord(),
      group: t("group.do"),
      shortcut: "Alt+Shift+P",
      icon: "user-plus",
      keywords: "party customer supplier add create",
      run: () => go("parties/new"),
    },
  ],
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

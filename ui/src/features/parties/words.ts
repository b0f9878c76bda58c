// The words of a party: its kinds, its registrations, and how its history is told.
import { money } from "$lib/format";
import { t } from "$lib/messages";
import type { Vocabulary } from "$lib/record";
import type { PartyKind, Registration } from "$lib/types";
import { word } from "$lib/workspace.svelte";
import { stateName } from "./states.svelte";

export const partyWord = () => word("party", t("parties.one"));
export const partiesWord = () => word("parties", t("parties.title"));
/** Within a sentence: "New supplier or payer"; "New GST party" keeps its capitals. */
export const newPartyWord = () => t("parties.new", { party: lowerFirst(partyWord()) });

export const kindWord = (kind: PartyKind): string =>
  ({ customer: t("parties.customer"), supplier: t("parties.supplier"), both: t("parties.both") })[kind];

export const registrationWord = (registration: Registration): string => t(`party.${registration}`);

export const lowerFirst = (text: string) =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

const text = (value: unknown) => String(value ?? "");

export const partyVocabulary: Vocabulary = {
  fields: {
    name: { label: t("parties.name") },
    kind: { label: t("parties.kind"), show: (kind) => kindWord(kind as PartyKind) ?? text(kind) },
    gstin: { label: t("parties.gstin") },
    registration: {
      label: t("party.registration"),
      show: (registration) => registrationWord(registration as Registration),
    },
    credit_days: { label: t("party.creditDays") },
    credit_limit: { label: t("party.creditLimit"), show: (limit) => money(text(limit), { symbol: true }) },
    notes: { label: t("party.notes") },
  },
  lists: {
    contacts: {
      one: t("party.contact"),
      name: (contact) => text(contact["name"] || contact["phone"] || contact["email"]),
      fields: {
        name: { label: t("party.contactName").toLowerCase() },
        role: { label: t("party.role").toLowerCase() },
        phone: { label: t("party.phone").toLowerCase() },
        email: { label: t("party.email").toLowerCase() },
      },
    },
    addresses: {
      one: t("party.address"),
      name: (address) => text(address["label"] || address["city"] || address["line1"]),
      fields: {
        label: { label: t("party.label").toLowerCase() },
        line1: { label: t("party.line1").toLowerCase() },
        line2: { label: t("party.line2").toLowerCase() },
        city: { label: t("party.city").toLowerCase() },
        state_code: { label: t("party.state").toLowerCase(), show: (code) => stateName(text(code)) },
        postal_code: { label: t("party.postalCode") },
        country: { label: t("party.country").toLowerCase() },
      },
    },
  },
  operations: {
    merge: () => [t("party.historyMergedAway")],
    absorb: (_, differences) => [t("party.historyMerged"), ...differences],
  },
};

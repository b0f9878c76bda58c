// The form of a party: what it begins with, how a saved party fills it, and how it is sent.
import { t } from "$lib/messages";
import { numberProblem } from "$lib/number-problem";
import type { Shape } from "$lib/record";
import type { Party, PartyAddress, PartyContact, PartyKind, Registration } from "$lib/types";

/** Numbers are text here, as typed; empty is none. */
export type PartyForm = {
  name: string;
  kind: PartyKind;
  gstin: string;
  registration: Registration;
  credit_days: string;
  credit_limit: string;
  notes: string;
  addresses: PartyAddress[];
  contacts: PartyContact[];
};

export const blankAddress = (isPrimary: boolean): PartyAddress => ({
  label: "",
  line1: "",
  line2: "",
  city: "",
  state_code: null,
  postal_code: "",
  country: "IN",
  is_primary: isPrimary,
});

export const blankContact = (isPrimary: boolean): PartyContact => ({
  name: "",
  role: "",
  phone: "",
  email: "",
  is_primary: isPrimary,
});

export const partyShape: Shape<PartyForm, Party> = {
  path: "/api/parties",
  blank: () => ({
    name: "",
    kind: "customer",
    gstin: "",
    registration: "unregistered",
    credit_days: "",
    credit_limit: "",
    notes: "",
    addresses: [blankAddress(true)],
    contacts: [blankContact(true)],
  }),
  fromSaved: (party) => ({
    name: party.name,
    kind: party.kind,
    gstin: party.gstin ?? "",
    registration: party.registration,
    credit_days: party.credit_days === null ? "" : String(party.credit_days),
    credit_limit: party.credit_limit ?? "",
    notes: party.notes,
    addresses: party.addresses.map((address) => ({ ...address })),
    contacts: party.contacts.map((contact) => ({ ...contact })),
  }),
  toBody: (form) => ({
    name: form.name.trim(),
    kind: form.kind,
    gstin: form.gstin.trim() || null,
    registration: form.registration,
    credit_days: form.credit_days.trim() === "" ? null : Number(form.credit_days),
    credit_limit: form.credit_limit.trim() || null,
    notes: form.notes.trim(),
    addresses: onePrimary(form.addresses.filter(isUsedAddress).map(trimmed)),
    contacts: onePrimary(form.contacts.filter(isUsedContact).map(trimmed)),
  }),
  tidy: (form) => {
    form.addresses = inOrder(form.addresses, isUsedAddress);
    form.contacts = inOrder(form.contacts, isUsedContact);
  },
  check: (form) => {
    const limit = form.credit_limit.trim() ? numberProblem(form.credit_limit, 2) : undefined;
    return {
      ...(form.name.trim() ? {} : { name: t("party.nameMissing") }),
      ...(isDays(form.credit_days) ? {} : { credit_days: t("party.creditDaysBad") }),
      ...(limit ? { credit_limit: limit } : {}),
    };
  },
};

/** Did anybody write in it? A state alone may have come from the GSTIN. */
export const isUsedAddress = (address: PartyAddress): boolean =>
  [address.label, address.line1, address.line2, address.city, address.postal_code].some((text) =>
    text.trim(),
  );
export const isUsedContact = (contact: PartyContact): boolean =>
  [contact.name, contact.role, contact.phone, contact.email].some((text) => text.trim());

/** Rows nobody wrote in go to the end, where they are not sent: so the server counts rows as the screen does. */
function inOrder<T extends { is_primary: boolean }>(rows: T[], isUsed: (row: T) => boolean): T[] {
  return onePrimary([...rows.filter(isUsed), ...rows.filter((row) => !isUsed(row))]);
}

/** Exactly one row is the main one: the first that says so, else the first. */
export function onePrimary<T extends { is_primary: boolean }>(rows: T[]): T[] {
  const said = rows.findIndex((row) => row.is_primary);
  const main = Math.max(0, said);
  return rows.map((row, i) => ({ ...row, is_primary: i === main }));
}

function trimmed<T extends object>(row: T): T {
  const entries = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === "string" ? value.trim() : value,
  ]);
  return Object.fromEntries(entries) as T;
}

const isDays = (text: string) =>
  text.trim() === "" || (/^\d{1,4}$/.test(text.trim()) && Number(text) <= 3650);

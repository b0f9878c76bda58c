// The form of a patient: what it begins with, how a saved file fills it, and how it is sent.
import { localIso } from "$lib/format";
import { t } from "$lib/messages";
import type { Shape } from "$lib/record";
import type { Patient, Sex } from "$lib/types";

export type PatientForm = {
  /** Empty: the program gives the next one. */
  file_number: string;
  name: string;
  birth_date: string;
  sex: Sex;
  phone: string;
  alerts: string[];
  notes: string;
};

export const patientShape: Shape<PatientForm, Patient> = {
  path: "/api/patients",
  blank: () => ({
    file_number: "",
    name: "",
    birth_date: "",
    sex: "unknown",
    phone: "",
    alerts: [],
    notes: "",
  }),
  fromSaved: (patient) => ({
    file_number: patient.file_number,
    name: patient.name,
    birth_date: patient.birth_date ?? "",
    sex: patient.sex,
    phone: patient.phone ?? "",
    alerts: [...patient.alerts],
    notes: patient.notes,
  }),
  toBody: (form) => ({
    file_number: form.file_number.trim() || null,
    name: form.name.trim(),
    birth_date: form.birth_date.trim() || null,
    sex: form.sex,
    phone: form.phone.trim() || null,
    alerts: form.alerts.map((alert) => alert.trim()).filter(Boolean),
    notes: form.notes.trim(),
  }),
  check: (form) => ({
    ...(form.name.trim() ? {} : { name: t("patient.nameMissing") }),
    ...birthProblem(form.birth_date.trim()),
  }),
};

function birthProblem(date: string): Record<string, string> {
  if (date === "") return {};
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return { birth_date: t("record.badDay") };
  return date > localIso(new Date()) ? { birth_date: t("patient.birthDateAhead") } : {};
}

/** Adds words to a list of alerts: several between commas, none twice. */
export function withAlerts(alerts: string[], typed: string): string[] {
  const added = [...alerts];
  for (const alert of typed.split(/[,;\n]/).map((part) => part.trim().replace(/\s+/g, " "))) {
    if (alert && !added.some((known) => known.toLowerCase() === alert.toLowerCase())) added.push(alert);
  }
  return added;
}

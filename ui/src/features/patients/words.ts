// The words of a patient: sexes, ages, and how the history of a file is told.
import { day, phone } from "$lib/format";
import { t } from "$lib/messages";
import type { Vocabulary } from "$lib/record";
import type { IsoDate, Sex } from "$lib/types";
import { word } from "$lib/workspace.svelte";
import { ageOn } from "./age";

export const patientsWord = () => word("patients", t("patients.title"));
export const newPatientWord = () =>
  t("patients.new", { patient: word("patient", t("patients.one")).toLowerCase() });

export const sexWord = (sex: Sex): string => t(`patient.${sex}`);
/** "F", "M"; nothing where it was not told. */
export const sexShort = (sex: Sex): string => (sex === "unknown" ? "" : t(`patient.sexShort_${sex}`));

/** "42 years", "14 months", "3 days"; "" where no age can be told. */
export function ageWords(birth: IsoDate, today: IsoDate): string {
  const age = ageOn(birth, today);
  if (!age) return "";
  if (age.years >= 2) return t("patient.years", { count: age.years });
  if (age.months >= 1) return t("patient.months", { count: age.months });
  return t("patient.days", { count: age.days });
}

export const OFTEN = () => [
  t("patient.alert_penicillin"),
  t("patient.alert_latex"),
  t("patient.alert_anaesthetic"),
  t("patient.alert_thinner"),
  t("patient.alert_diabetes"),
  t("patient.alert_pressure"),
  t("patient.alert_heart"),
  t("patient.alert_pregnant"),
];

export const patientVocabulary: Vocabulary = {
  fields: {
    name: { label: t("patients.name") },
    file_number: { label: t("patient.fileNumber") },
    birth_date: { label: t("patient.birthDate"), show: (date) => day(String(date)) },
    sex: { label: t("patients.sex"), show: (sex) => sexWord(sex as Sex) },
    phone: { label: t("patients.phone"), show: (number) => phone(String(number)) },
    alerts: { label: t("patients.alerts"), show: (alerts) => (alerts as string[]).join(", ") },
    notes: { label: t("patient.notes") },
  },
};

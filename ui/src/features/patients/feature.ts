// Patients as the frame sees them; only where the business has patient_management.
import { get } from "$lib/api";
import { phone } from "$lib/format";
import { t } from "$lib/messages";
import { go } from "$lib/router.svelte";
import type { Feature } from "$lib/screen";
import type { Page, PatientRow } from "$lib/types";
import { granted } from "$lib/workspace.svelte";
import { newPatientWord } from "./words";

const isHere = () => granted("patient_management");
const switchedOff = () => import("$lib/record/SwitchedOff.svelte");

export const patients: Feature = {
  key: "patients",
  needs: "patient_management",
  routes: {
    patients: () => (isHere() ? import("./PatientList.svelte") : switchedOff()),
    "patients/new": () => (isHere() ? import("./PatientForm.svelte") : switchedOff()),
    "patients/:id": () => (isHere() ? import("./PatientForm.svelte") : switchedOff()),
  },
  commands: () => [
    {
      id: "patients.new",
      label: newPatientWord(),
      group: t("group.do"),
      shortcut: "Alt+Shift+F",
      icon: "user-plus",
      keywords: "patient file add create",
      when: isHere,
      run: () => go("patients/new"),
    },
  ],
  find: async (typed, signal) => {
    if (!isHere()) return [];
    const page = await get<Page<PatientRow>>("/api/patients", { search: typed, limit: 6 }, signal);
    return page.items.map((patient) => ({
      label: patient.name,
      hint: [patient.file_number, patient.phone && phone(patient.phone)].filter(Boolean).join(" · "),
      icon: "user",
      path: `patients/${patient.id}`,
    }));
  },
};

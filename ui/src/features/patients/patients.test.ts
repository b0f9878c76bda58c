import { describe, expect, it } from "vitest";
import type { Patient } from "$lib/types";
import { ageOn } from "./age";
import { patientShape, withAlerts } from "./shape";
import { ageWords } from "./words";

const saved: Patient = {
  id: 4,
  revision: 2,
  file_number: "P-0004",
  name: "रोहन देशमुख",
  birth_date: "1984-02-29",
  sex: "male",
  phone: null,
  alerts: ["Penicillin allergy"],
  notes: "",
  archived_at: null,
  created_at: "2026-11-01T05:00:00Z",
  updated_at: "2026-11-01T05:00:00Z",
};

describe("the form of a patient", () => {
  it("sends back what it was given", () => {
    expect(patientShape.toBody(patientShape.fromSaved(saved))).toEqual({
      file_number: "P-0004",
      name: "रोहन देशमुख",
      birth_date: "1984-02-29",
      sex: "male",
      phone: null,
      alerts: ["Penicillin allergy"],
      notes: "",
    });
  });

  it("asks for a file number by leaving it out", () => {
    expect(patientShape.toBody({ ...patientShape.blank(), name: "A" })).toMatchObject({ file_number: null });
  });

  it("knows a day that is none, and one still to come", () => {
    const check = (birth_date: string) =>
      patientShape.check?.({ ...patientShape.blank(), name: "A", birth_date });
    expect(check("")).toEqual({});
    expect(check("1984-02-29")).toEqual({});
    expect(check("31 feb")).toHaveProperty("birth_date");
    expect(check("2999-01-01")).toHaveProperty("birth_date");
  });
});

it("adds alerts, each once", () => {
  expect(withAlerts([], " diabetes ,  latex   allergy,")).toEqual(["diabetes", "latex allergy"]);
  expect(withAlerts(["Diabetes"], "diabetes")).toEqual(["Diabetes"]);
});

describe("an age", () => {
  it("grows on the birthday", () => {
    expect(ageOn("1984-11-23", "2026-11-22")?.years).toBe(41);
    expect(ageOn("1984-11-23", "2026-11-23")?.years).toBe(42);
    expect(ageOn("1984-02-29", "2026-02-28")?.years).toBe(41);
  });
  it("is told in months and days for the very young", () => {
    expect(ageWords("2025-09-20", "2026-11-23")).toBe("14 months");
    expect(ageWords("2026-11-20", "2026-11-23")).toBe("3 days");
    expect(ageWords("1984-11-23", "2026-11-23")).toBe("42 years");
    expect(ageWords("2026-11-24", "2026-11-23")).toBe("");
    expect(ageWords("31 feb", "2026-11-23")).toBe("");
  });
});

import { describe, expect, it } from "vitest";
import type { TenantConfig } from "$lib/types";
import {
  differences,
  initialsOf,
  isFixed,
  partOf,
  patchOf,
  stillChanging,
  valueOf,
  withChange,
  type Changes,
} from "./fields";

const clinic: TenantConfig = {
  tenant_id: "clinic",
  database_url: "sqlite:tenants/clinic.sqlite",
  domain: "dental",
  branding: {
    company_name: "ABC Dental Clinic",
    primary_color: "#2e86ab",
    secondary_color: "#5b7db1",
    accent_color: "#f18f01",
    address: "14 Prabhat Road",
    letterhead: "From a file",
    invoice_footer: "",
  },
  features: ["patient_management"],
  gst_number: null,
  gst_verified: false,
  contact_info: { phone: "020 2500 0140" },
  is_active: true,
  archived_at: null,
  revision: 7,
  created_at: "2026-11-23T09:00:00Z",
  updated_at: "2026-11-23T09:00:00Z",
  warnings: [],
  sources: {
    domain: "catalogue",
    "branding.company_name": "catalogue",
    "branding.primary_color": "catalogue",
    "branding.secondary_color": "domain_pack",
    "branding.accent_color": "environment",
    "branding.address": "catalogue",
    "branding.letterhead": "file",
    "contact_info.phone": "catalogue",
  },
};

describe("a field", () => {
  it("is read wherever it lies, and is empty when nobody set it", () => {
    expect(valueOf(clinic, "branding.address")).toBe("14 Prabhat Road");
    expect(valueOf(clinic, "contact_info.phone")).toBe("020 2500 0140");
    expect(valueOf(clinic, "contact_info.email")).toBe("");
    expect(valueOf(clinic, "gst_number")).toBe("");
  });

  it("is fixed when the environment sets it", () => {
    expect(isFixed(clinic, "branding.accent_color")).toBe(true);
    expect(isFixed(clinic, "branding.letterhead")).toBe(false);
  });

  it.each([
    ["gst_number", "profile"],
    ["contact_info.email", "profile"],
    ["branding.accent_color", "look"],
    ["logo", "look"],
    ["features.2", "features"],
  ])("%s is mended on the part %s", (field, part) => expect(partOf(field)).toBe(part));
});

describe("changes", () => {
  it("are forgotten when the old value is typed again", () => {
    const once = withChange(clinic, {}, "branding.address", "15 Prabhat Road");
    expect(once).toEqual({ "branding.address": "15 Prabhat Road" });
    expect(withChange(clinic, once, "branding.address", "14 Prabhat Road")).toEqual({});
  });

  it("become a merge patch with the revision that was read", () => {
    const changes: Changes = {
      "branding.company_name": " ABC Dental ",
      "branding.primary_color": null,
      "contact_info.email": "desk@abc.example",
      gst_number: "27AAPFU0939F1ZV",
    };
    expect(patchOf(clinic, changes)).toEqual({
      revision: 7,
      branding: { company_name: "ABC Dental", primary_color: null },
      contact_info: { email: "desk@abc.example" },
      gst_number: "27AAPFU0939F1ZV",
    });
  });

  it("that empty a field drop its own value, or write an empty one over a file's", () => {
    expect(patchOf(clinic, { "branding.address": " " }).branding).toEqual({ address: null });
    expect(patchOf(clinic, { "branding.letterhead": "" }).branding).toEqual({ letterhead: "" });
  });

  it("of mine outlive the changes of somebody else, as far as they still change something", () => {
    const now: TenantConfig = {
      ...clinic,
      branding: { ...clinic.branding, address: "16 Prabhat Road" },
      sources: { ...clinic.sources, "branding.primary_color": "domain_pack" },
    };
    expect(differences(clinic, now)).toEqual(["branding.address"]);
    const mine: Changes = {
      "branding.address": "16 Prabhat Road",
      "branding.primary_color": null,
      "contact_info.phone": "1",
    };
    expect(stillChanging(now, mine)).toEqual({ "contact_info.phone": "1" });
  });
});

it.each([
  ["ABC Dental Clinic", "AB"],
  ["Corner Shop", "CS"],
  ["Anita", "AN"],
  ["& Sons", "SO"],
  ["रोहन देशमुख", "रद"],
  ["", "?"],
])("the initials of %j are %s", (name, initials) => expect(initialsOf(name)).toBe(initials));

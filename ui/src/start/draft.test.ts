import { describe, expect, it } from "vitest";
import { ApiError } from "../lib/api";
import { Draft, idFromName } from "./draft.svelte";

it.each([
  ["ABC Dental Clinic", "abc_dental_clinic"],
  ["Sharma & Sons, Pune", "sharma_sons_pune"],
  ["Anita's Café", "anitas_cafe"],
  ["फ़ातिमा शेख", ""],
  ["  --- ", ""],
  ["x".repeat(80), "x".repeat(50)],
])("the file of %j is named %j", (name, id) => expect(idFromName(name)).toBe(id));

describe("a draft", () => {
  it("follows the name until the person writes an id", () => {
    const draft = new Draft(false);
    draft.name = "Corner Shop";
    expect(draft.id).toBe("corner_shop");
    draft.ownId = "Bad Id";
    expect(draft.idIsGood).toBe(false);
    draft.ownId = "shop-2";
    expect(draft.idIsGood).toBe(true);
  });

  it("of the first business is 'default', whatever its name", () => {
    const draft = new Draft(true);
    draft.name = "Corner Shop";
    expect(draft.id).toBe("default");
  });

  it("leads back to the first step with something to mend", () => {
    const error = new ApiError({
      code: "validation_failed",
      title: "",
      status: 422,
      detail: "",
      fields: [
        { field: "branding.primary_color", code: "bad_color", message: "Not a colour." },
        { field: "gst_number", code: "bad_gstin", message: "Not a GSTIN." },
      ],
    });
    const draft = new Draft(false);
    expect(draft.take(error)).toBe("name");
    expect(draft.problems["gst_number"]).toBe("Not a GSTIN.");
  });
});

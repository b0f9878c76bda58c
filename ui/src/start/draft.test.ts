import fs from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../lib/api";
import { Draft, idFromName, LONGEST_NAME } from "./draft.svelte";

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

  it("has a name as long as the program takes one, and no longer", () => {
    const check = fs.readFileSync("../src/tenancy/config/check.rs", "utf8");
    expect(check).toContain(`&branding.company_name, ${LONGEST_NAME})`);
    const draft = new Draft(false);
    draft.name = `${"न".repeat(LONGEST_NAME)} `;
    expect(draft.nameIsLong).toBe(false);
    draft.name = "x".repeat(LONGEST_NAME + 1);
    expect(draft.nameIsLong).toBe(true);
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

describe("an id that is taken", () => {
  const fetched = vi.fn<typeof fetch>();
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", fetched);
  });
  afterEach(() => {
    fetched.mockReset();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const answer = (tenant_id: string, is_free: boolean, free = tenant_id) =>
    fetched.mockResolvedValueOnce(
      new Response(
        JSON.stringify({ tenant_id, is_free, free, problem: is_free ? null : "It is here already." }),
      ),
    );

  it("is said while its name is typed, with one that is free", async () => {
    const draft = new Draft(false);
    draft.name = "Corner Sho";
    draft.idChanged();
    draft.name = "Corner Shop";
    draft.idChanged();
    answer("corner_shop", false, "corner_shop_2");
    await vi.runAllTimersAsync();
    expect(fetched, "asked when the typing rests").toHaveBeenCalledTimes(1);
    expect(draft.problems["tenant_id"]).toBe("It is here already.");
    answer("corner_shop_2", true);
    draft.takeFreeId();
    await vi.runAllTimersAsync();
    expect([draft.id, draft.problems["tenant_id"], draft.freeId]).toEqual(["corner_shop_2", undefined, null]);
  });

  it("is not said of a name that was typed on meanwhile", async () => {
    const draft = new Draft(false);
    draft.name = "Corner Shop";
    let arrive = (_: Response) => {};
    fetched.mockReturnValueOnce(new Promise((resolve) => (arrive = resolve)));
    const asking = draft.checkId();
    draft.name = "Corner Shop Pune";
    arrive(
      new Response(JSON.stringify({ tenant_id: "corner_shop", is_free: false, free: "x", problem: "Here." })),
    );
    await asking;
    expect(draft.problems["tenant_id"]).toBeUndefined();
  });

  it("keeps nobody from going on when it cannot be asked", async () => {
    const draft = new Draft(false);
    draft.name = "Corner Shop";
    fetched.mockRejectedValueOnce(new TypeError("no network"));
    await draft.checkId();
    expect(draft.problems).toEqual({});
  });
});

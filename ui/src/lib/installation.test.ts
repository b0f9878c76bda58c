import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  businessesShown,
  installation,
  isHeldToOne,
  loadBusinesses,
  mayAdd,
  numberOf,
} from "./installation.svelte";
import type { BusinessCard, Installation } from "./types";

const fetched = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal("fetch", fetched));
afterEach(() => {
  fetched.mockReset();
  vi.unstubAllGlobals();
});

const card = (tenant_id: string) => ({ tenant_id, company_name: tenant_id.toUpperCase() }) as BusinessCard;
const answer = (ids: string[], next_cursor: string | null = null) =>
  fetched.mockResolvedValueOnce(
    new Response(JSON.stringify({ tenants: ids.map(card), count: ids.length, next_cursor })),
  );
const shown = () => businessesShown().map((one) => one.tenant_id);

describe("the numbers of the businesses", () => {
  it("do not change with use, and the cards keep their places", async () => {
    answer(["clinic", "works", "anita"]);
    await loadBusinesses();
    expect(["anita", "clinic", "works"].map(numberOf)).toEqual([1, 2, 3]);
    expect(shown()).toEqual(["anita", "clinic", "works"]);

    answer(["works", "anita", "clinic"]);
    await loadBusinesses();
    expect(["anita", "clinic", "works"].map(numberOf)).toEqual([1, 2, 3]);
    expect(shown()).toEqual(["anita", "clinic", "works"]);
    expect(installation.businesses[0]?.tenant_id, "the last one opened is still known").toBe("works");
  });

  it("belong to the first nine by name, when there are more", async () => {
    const recent = [..."lkjihgfedcba"];
    answer(recent);
    await loadBusinesses();
    expect([..."abcdefghijkl"].map(numberOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, null, null, null]);
    expect(shown(), "of many, the last used come first").toEqual(recent);
  });

  it("are asked of the server when not all of them are at hand", async () => {
    answer(["zeta", "yota"], "more");
    answer(["alpha", "beta"]);
    await loadBusinesses();
    expect(String(fetched.mock.calls[1]?.[0])).toMatch(/sort=name&limit=9/);
    expect([numberOf("alpha"), numberOf("beta"), numberOf("zeta")]).toEqual([1, 2, null]);
    expect(shown()).toEqual(["zeta", "yota"]);
  });
});

describe("another business", () => {
  const info = (told: Partial<Installation>) =>
    (installation.info = {
      mode: "multi",
      tenant_id: null,
      first_start: false,
      ...told,
    } as Installation);

  it("may be added to one that is alone only by chance", () => {
    info({ mode: "single", tenant_id: "default" });
    expect([isHeldToOne(), mayAdd()]).toEqual([false, true]);
    info({ mode: "single", tenant_id: "default", single_forced: false });
    expect([isHeldToOne(), mayAdd()]).toEqual([false, true]);
  });

  it("may not, where the environment holds the installation to one", () => {
    info({ mode: "single", tenant_id: "default", single_forced: true });
    expect([isHeldToOne(), mayAdd()]).toEqual([true, false]);
  });

  it("may be the first of an installation that is held to one", () => {
    info({ mode: "single", first_start: true, single_forced: true });
    expect([isHeldToOne(), mayAdd()]).toEqual([true, true]);
    info({ mode: "single", first_start: true });
    expect(isHeldToOne(), "an older program does not say so").toBe(true);
  });

  it("may always be added where there are several", () => {
    info({});
    expect([isHeldToOne(), mayAdd()]).toEqual([false, true]);
  });
});

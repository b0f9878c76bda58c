import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  businessHref,
  currentTenantId,
  guardLeaving,
  matchPath,
  navigate,
  parseHash,
  router,
  setQuery,
  startRouter,
} from "./router.svelte";

describe("addresses", () => {
  it.each([
    ["", "start"],
    ["#/", "start"],
    ["#/add", "add"],
    ["#/settings", "installation"],
    ["#/b/corner_shop/parties", "business"],
    ["#/nowhere", "unknown"],
    ["#/b", "unknown"],
  ])("%j is the %s", (hash, name) => expect(parseHash(hash).name).toBe(name));

  it("names the business, the path and the query", () => {
    const route = parseHash("#/b/corner_shop/parties/12?tab=history");
    expect(route).toMatchObject({ name: "business", tenantId: "corner_shop", path: "parties/12" });
    expect(route.name === "business" && route.query.get("tab")).toBe("history");
  });

  it("goes Home when only the business is named", () => {
    expect(parseHash("#/b/corner_shop")).toMatchObject({ path: "home" });
  });

  it("survives a broken escape", () => {
    expect(parseHash("#/b/%E0%A4%A/home")).toMatchObject({ tenantId: "%E0%A4%A" });
  });

  it("builds what it reads", () => {
    expect(businessHref("corner_shop", "parties", { kind: "customer" })).toBe(
      "#/b/corner_shop/parties?kind=customer",
    );
  });

  it("matches patterns part by part", () => {
    expect(matchPath("parties/:id", "parties/12")).toEqual({ id: "12" });
    expect(matchPath("parties/new", "parties/12")).toBeNull();
    expect(matchPath("parties", "parties/12")).toBeNull();
  });
});

describe("going somewhere", () => {
  let stop: () => void;
  beforeEach(async () => {
    location.hash = "";
    stop = startRouter();
  });
  afterEach(() => stop());

  it("moves to another business", async () => {
    expect(await navigate("#/b/corner_shop/home")).toBe(true);
    expect(currentTenantId()).toBe("corner_shop");
    expect(location.hash).toBe("#/b/corner_shop/home");
  });

  it("stays when the guard says so, and leaves when it allows", async () => {
    await navigate("#/b/corner_shop/parties/new");
    const free = guardLeaving(() => false);
    expect(await navigate("#/")).toBe(false);
    expect(router.route).toMatchObject({ name: "business", path: "parties/new" });
    free();
    guardLeaving(() => Promise.resolve(true));
    expect(await navigate("#/")).toBe(true);
    expect(router.route.name).toBe("start");
  });

  it("asks the guard about the address bar too, and keeps the address until it is answered", async () => {
    await navigate("#/b/corner_shop/parties/new");
    const ask = vi.fn(() => false);
    const free = guardLeaving(ask);
    location.hash = "#/b/other/home";
    await vi.waitFor(() => expect(ask).toHaveBeenCalled());
    expect(location.hash).toBe("#/b/corner_shop/parties/new");
    expect(currentTenantId()).toBe("corner_shop");
    free();
  });

  it("writes filters into the address without leaving the screen", async () => {
    await navigate("#/b/corner_shop/parties");
    const before = router.route;
    setQuery({ search: "iye", kind: "" });
    expect(location.hash).toBe("#/b/corner_shop/parties?search=iye");
    expect(router.route).toEqual(before);
  });
});

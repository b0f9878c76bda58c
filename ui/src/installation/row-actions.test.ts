import { describe, expect, it, vi } from "vitest";
import { canOpen, rowActions, rowCommands } from "./row-actions";

const shop = { tenant_id: "shop", company_name: "Corner Shop", is_active: true, archived_at: null };
const screen = { showHealth: vi.fn(), askDelete: vi.fn(), renew: vi.fn() };
const labels = (of: typeof shop) => rowActions(of, screen).map((action) => action.label);

describe("the actions of a row", () => {
  it("follow its state: an inactive or archived business is not opened", () => {
    expect(canOpen(shop)).toBe(true);
    expect(labels(shop)).toContain("Open");
    const off = { ...shop, is_active: false };
    expect(labels(off)).not.toContain("Open");
    expect(labels(off)).toContain("Activate");
    const away = { ...shop, archived_at: "2026-11-23T09:00:00Z" } as unknown as typeof shop;
    expect(labels(away)).not.toContain("Open");
    expect(labels(away)).toContain("Restore");
  });

  it("each have a key of their own, and the name for the palette", () => {
    const keys = rowActions(shop, screen).map((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(rowCommands(rowActions(shop, screen)).every((one) => one.label.includes("Corner Shop"))).toBe(
      true,
    );
  });

  it("leave Enter to the table and the buttons", () => {
    expect(rowCommands(rowActions(shop, screen)).some((one) => one.shortcut === "Enter")).toBe(false);
  });
});

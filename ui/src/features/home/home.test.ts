import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { t } from "$lib/messages";
import type { Workspace } from "$lib/types";
import { session } from "$lib/workspace.svelte";
import { doneTo, lineOf, nameOf, pathOf } from "./done";
import { hasOwnParties, headingOf, kindsOf, namesOf, whomOf } from "./words";

afterEach(() => (session.current = null));
const open = (labels: Record<string, string> = {}) =>
  (session.current = { company_name: "Corner Shop", labels } as Workspace);
const entry = (record: string, label: string) => ({ at: "", operation: "", record, label, import: null });

describe("what was done lately", () => {
  /** The names given to `log(…)` anywhere in the program. */
  function operations(folder: string): string[] {
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((found) => {
      const place = path.join(folder, found.name);
      if (found.isDirectory()) return operations(place);
      const text = found.name.endsWith(".rs") ? fs.readFileSync(place, "utf8") : "";
      return [
        ...text.matchAll(
          /"((?:party|patient|material|product|tenant|unit|tax_rate|number_series)\.[a-z_]+)"/g,
        ),
      ].map((match) => match[1] ?? "");
    });
  }

  it("has a verb for every operation the program logs", () => {
    const all = operations(path.resolve(import.meta.dirname, "../../../../src"));
    expect(all.length).toBeGreaterThan(20);
    for (const operation of all) expect(doneTo(operation), operation).toMatch(/^[a-z ]+$/);
  });

  it.each([
    ["tenant.activate", "switched on"],
    ["tenant.deactivate", "switched off"],
    ["tenant.set_logo", "has a new logo"],
    ["tenant.create", "begun"],
    ["party.create", "entered"],
    ["import.commit", "imported"],
    ["product.take_back", "taken out with its import"],
    ["party.some_day", "changed"],
  ])("%s is told as “%s”", (operation, told) => expect(doneTo(operation)).toBe(told));

  it("never shows a name from inside the program", () => {
    open({ party: "Supplier or payer" });
    expect(nameOf(entry("tenant/corner_shop", "tenant corner_shop"))).toBe("Corner Shop");
    expect(nameOf(entry("party/12", "party 12"))).toBe("Supplier or payer 12");
    expect(nameOf(entry("party/12", "Udupi Tiffin Room"))).toBe("Udupi Tiffin Room");
  });

  it("tells an import in one sentence", () => {
    open({ products: "Articles" });
    const told = (operation: string, added: number, changed: number) =>
      lineOf({
        ...entry("import/1", "Price list.xlsx"),
        operation,
        import: { kind: "products", added, changed },
      });
    expect(told("import.commit", 4_990, 10)).toEqual({
      name: "5,000 articles came in from Price list.xlsx",
      did: "",
    });
    expect(told("import.undo", 1, 0).name).toBe("The import of Price list.xlsx is undone");
    expect(lineOf({ ...entry("party/1", "Asha"), operation: "party.edit" })).toEqual({
      name: "Asha",
      did: "changed",
    });
  });

  it("leads to the record, and to the settings for the business itself", () => {
    expect(pathOf(entry("party/12", ""))).toBe("parties/12");
    expect(pathOf(entry("tenant/corner_shop", ""))).toBe("settings");
    expect(pathOf(entry("unit/BOX", ""))).toBe("settings?part=units");
    expect(pathOf(entry("import/3", "prices.csv"))).toBe("import");
    expect(pathOf(entry("logo/large", ""))).toBeNull();
    expect(pathOf({ ...entry("product/12", ""), operation: "product.take_back" })).toBeNull();
  });
});

describe("the words of the trade", () => {
  it("are the domain pack's", () => {
    open({ party: "Supplier or payer", parties: "Suppliers and payers", patients: "Guests" });
    expect(hasOwnParties()).toBe(true);
    expect(headingOf("party")).toBe("Suppliers and payers");
    expect(headingOf("patient")).toBe("Guests");
    const said = t("home.dealings", { count: 12, ...namesOf("party") });
    expect(said).toBe("Your books hold 12 suppliers and payers.");
    expect(t("home.dealings", { count: 1, ...namesOf("party") })).toBe(
      "Your books hold 1 supplier or payer.",
    );
  });

  it("are ours where the pack has none, and keep capitals that mean something", () => {
    open({ material: "HSN item" });
    expect(hasOwnParties()).toBe(false);
    expect(namesOf("party")).toEqual({ one: "party", more: "parties" });
    expect(namesOf("material").one).toBe("HSN item");
  });

  it("agree in number", () => {
    expect(kindsOf({ customers: 1, suppliers: 2, total: 3 })).toBe("1 buys from you, 2 sell to you");
    expect(kindsOf({ customers: 0, suppliers: 0, total: 0 })).toBe("nobody yet");
    expect(whomOf({ customers: 1284, suppliers: 1, total: 1285 })).toBe("1,284 customers and 1 supplier");
    expect(t("home.both", { count: 1 })).toBe("1 of them also buys");
    expect(t("home.uncounted", { count: 1, ...namesOf("material") })).toBe("One material was never counted.");
  });
});

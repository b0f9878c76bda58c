import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { icons } from "./icons";

const tenants = path.resolve(import.meta.dirname, "../../../../tenants");

it("tenants/README.md lists the icons there are, and no other", () => {
  const readme = fs.readFileSync(path.join(tenants, "README.md"), "utf8");
  const list = readme.split("The icons are")[1]?.split("Only screens that exist")[0] ?? "";
  const told = [...list.matchAll(/`([a-z0-9-]+)`/g)].map((match) => match[1]);
  expect(told).toEqual(Object.keys(icons).sort());
});

it("every icon a domain pack names is drawn", () => {
  const folder = path.join(tenants, "domains");
  for (const file of fs.readdirSync(folder)) {
    const named = fs.readFileSync(path.join(folder, file), "utf8").matchAll(/icon = "([^"]+)"/g);
    for (const [, icon = ""] of named) expect(Object.keys(icons), file).toContain(icon);
  }
});

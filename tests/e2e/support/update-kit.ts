// What an update needs: a copy of the program, to be replaced, and a signed file that brings a newer version.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export type Kit = {
  folder: string;
  program: string;
  publicKey: string;
  update: string;
};

/** Makes a kit whose update brings this version in a file of this size; whoever asked for it removes its folder. */
export function updateKit(brings = "99.0.0", size = 0): Kit {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cashflow-update-"));
  const at = (name: string) => path.join(folder, name);
  const program = at("cashflow-edge");
  fs.copyFileSync(process.env["CASHFLOW_BIN"] as string, program);
  const run = (...words: string[]) =>
    JSON.parse(execFileSync(program, ["--json", "update", ...words]).toString());
  const made = run("key", at("secret.key"), "--name", "CashFlow releases 2026");
  fs.writeFileSync(at("payload"), `#!/bin/sh\necho cashflow-edge ${brings}\nexit\n`.padEnd(size));
  fs.writeFileSync(at("notes"), "Invoices are numbered by branch.\nबहीखाते की नई छपाई।\n");
  const { file } = run(
    ...["make", "--key", at("secret.key"), "--payload", "program", "--product", "cashflow-edge"],
    ...["--brings", brings, "--notes", at("notes"), at("payload"), folder],
  );
  return { folder, program, publicKey: made.public_key, update: file };
}

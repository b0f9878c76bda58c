// Writes down whose work the program holds, with the words of each licence, and stops a build that would hold any
// which an open and a closed product could not both hold.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = join(dirname(fileURLToPath(import.meta.url)), "..");
const ALLOWED = new Set(
  [
    "MIT MIT-0 Apache-2.0 BSD-1-Clause BSD-2-Clause BSD-3-Clause 0BSD ISC Zlib MPL-2.0 Unlicense CC0-1.0 BSL-1.0",
    "Unicode-3.0 Unicode-DFS-2016 OFL-1.1 CDLA-Permissive-2.0 CC-BY-4.0 BlueOak-1.0.0 bzip2-1.0.6 NCSA",
    "Apache-2.0_WITH_LLVM-exception",
  ].flatMap((line) => line.split(" ")),
);

/** Packages that say it in their LICENSE file alone. */
const TOLD_IN_FILE = { "svelte-toolbelt": "MIT" };

/** Can the expression be met by licences that are allowed? `/` is an old way to write OR. */
function isAllowed(expression) {
  const words = expression
    .replaceAll("/", " OR ")
    .replace(/ WITH /g, "_WITH_")
    .match(/\(|\)|[^\s()]+/g) ?? [""];
  let at = 0;
  const any = () => {
    let met = all();
    while (words[at] === "OR") {
      at += 1;
      met = all() || met;
    }
    return met;
  };
  const all = () => {
    let met = one();
    while (words[at] === "AND") {
      at += 1;
      met = one() && met;
    }
    return met;
  };
  const one = () => {
    const word = words[at];
    at += 1;
    if (word !== "(") return ALLOWED.has(word);
    const met = any();
    at += 1;
    return met;
  };
  return any();
}

/** What a package's folder says about its licence, the files in the order of their names. */
const wordsIn = (folder) =>
  readdirSync(folder)
    .filter(
      (name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name) && !/\.(js|json|rs|html)$/i.test(name),
    )
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8").replace(/\r\n/g, "\n").trim());

/** Everything of Rust that is linked into the window's program. */
function crates() {
  const target = /host: (\S+)/.exec(execFileSync("rustc", ["-vV"], { encoding: "utf8" }))[1];
  const options = ["metadata", "--format-version", "1", "--locked", "--filter-platform", target];
  const { packages, resolve } = JSON.parse(
    execFileSync("cargo", options, { cwd: join(here, ".."), encoding: "utf8", maxBuffer: 1 << 28 }),
  );
  const byId = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const seen = new Set();
  const waiting = packages.filter((one) => one.name === "cashflow-window").map((one) => one.id);
  while (waiting.length > 0) {
    const id = waiting.pop();
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id).deps)
      if (dep_kinds.some(({ kind }) => kind === null)) waiting.push(pkg);
  }
  return [...seen]
    .map((id) => byId.get(id))
    .filter((one) => one.source !== null)
    .map(({ name, version, license, repository, manifest_path }) => ({
      name,
      version,
      licence: license ?? "",
      address: repository ?? `https://crates.io/crates/${name}`,
      words: wordsIn(dirname(manifest_path)),
    }));
}

/** What the screens are made of: what they depend on, and the two that are built in though they are tools. */
function scripts() {
  const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
  const builtIn = new Set(["node_modules/svelte", "node_modules/swagger-ui-dist"]);
  return Object.entries(packages)
    .filter(([path, one]) => path && (!one.dev || builtIn.has(path)) && existsSync(join(here, path)))
    .map(([path, { version, license }]) => {
      const name = path.replace(/^.*node_modules\//, "");
      const address = `https://www.npmjs.com/package/${name}`;
      return {
        name,
        version,
        licence: license ?? TOLD_IN_FILE[name] ?? "",
        address,
        words: wordsIn(join(here, path)),
      };
    });
}

const all = [...crates(), ...scripts()].sort((a, b) => a.name.localeCompare(b.name));
const wrong = all.filter((one) => !isAllowed(one.licence));
if (wrong.length > 0) {
  for (const { name, version, licence } of wrong)
    console.error(`${name} ${version}: ${licence || "no licence told"}`);
  console.error("These licences do not let the program be both open and closed. Take something else.");
  process.exit(1);
}
const texts = [...new Set(all.flatMap((one) => one.words))];
const packages = all.map(({ words, ...one }) => ({
  ...one,
  texts: words.map((text) => texts.indexOf(text)),
}));
writeFileSync(join(here, "dist", "licences.json"), JSON.stringify({ packages, texts }));

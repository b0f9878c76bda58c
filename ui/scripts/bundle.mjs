// Weighs the program as it was built: all scripts and styles that are shipped with one language, and those among them
// that the first screen waits for. Charts are weighed apart. Fails when the whole grows beyond its bar.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BAR_KB = 250;
const [folder = "../dist"] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const dist = fileURLToPath(new URL(`${folder}/`, import.meta.url));
const assets = `${dist}assets/`;
const messages = fileURLToPath(new URL("../messages/", import.meta.url));
const otherLanguages = readdirSync(messages)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""))
  .filter((language) => language !== "en");

const weigh = (file) => gzipSync(readFileSync(assets + file), { level: 9 }).length / 1000;
const sum = (files) => files.reduce((total, file) => total + weigh(file), 0);
const kilobytes = (files) => `${sum(files).toFixed(1)} kB in ${files.length} files`;
const named = (names) => (file) => names.some((name) => file.startsWith(`${name}-`));

const files = readdirSync(assets).filter((file) => /\.(js|css)$/.test(file));
const shipped = files.filter((file) => !named([...otherLanguages, "charts"])(file));
const first = shipped.filter(named(["index", "base", "en", "app", "App"]));

console.log(`Scripts and styles with one language: ${kilobytes(shipped)}, gzip`);
console.log(`  scripts:      ${kilobytes(shipped.filter((file) => file.endsWith(".js")))}`);
console.log(`  styles:       ${kilobytes(shipped.filter((file) => file.endsWith(".css")))}`);
console.log(`  first screen: ${kilobytes(first)}`);
console.log(`Charts: ${kilobytes(files.filter(named(["charts"])))}`);
if (process.argv.includes("--each"))
  for (const file of shipped) console.log(`  ${weigh(file).toFixed(1)}  ${file}`);
if (sum(shipped) > BAR_KB) {
  console.error(`That is more than ${BAR_KB} kB.`);
  process.exitCode = 1;
}

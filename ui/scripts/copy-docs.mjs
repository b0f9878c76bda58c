// Puts the API's reading room beside the build: Swagger UI's own files, served from this machine only.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const swagger = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
const here = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(here, "dist", "docs");

mkdirSync(out, { recursive: true });
for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"])
  copyFileSync(join(swagger, file), join(out, file));
for (const file of ["index.html", "init.js"]) copyFileSync(join(here, "docs", file), join(out, file));

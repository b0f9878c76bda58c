// Lint: the usual rules, and the ones this program stands on (see README.md).
import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const crash =
  "WebKitGTK crashes on FormData and Blob bodies: send an ArrayBuffer with upload() from lib/api.ts.";

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/lib/schema.d.ts", "generated/"] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    files: ["src/**"],
    rules: {
      "no-undef": "off", // TypeScript knows better
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "svelte/no-navigation-without-resolve": "off", // SvelteKit only; our router is lib/router.svelte.ts
      "svelte/prefer-svelte-reactivity": "off", // our maps and queries are built and read in one go
      "svelte/no-at-html-tags": "error",
      "no-restricted-globals": ["error", { name: "fetch", message: "All calls go through lib/api.ts." }],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='FormData']", message: crash },
        { selector: "NewExpression[callee.name='Blob']", message: crash },
        { selector: "NewExpression[callee.name='File']", message: crash },
        {
          selector: "SvelteAttribute[key.name='style']",
          message: "The content policy forbids style attributes: use a class or a style: directive.",
        },
      ],
    },
  },
  { files: ["src/lib/api.ts"], rules: { "no-restricted-globals": "off" } },
  { files: ["src/**/*.test.ts"], rules: { "no-restricted-globals": "off", "no-restricted-syntax": "off" } },
  {
    files: ["src/features/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["bits-ui", "**/frame/*", "**/start/*"], message: "Features import only from lib/." },
          ],
        },
      ],
    },
  },
);

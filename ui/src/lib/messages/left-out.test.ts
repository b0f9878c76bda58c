// No word reaches a screen but through t(): looks through every component for text that is written there itself, in
// its content or in what is read out, shown on hover or stands in an empty input; and through all code for objects
// with such words (`{ label: "Save" }`).
import fs from "node:fs";
import path from "node:path";
import { parse } from "svelte/compiler";
import { expect, it } from "vitest";

/** Names and signs that are the same in every language. */
const SAME_EVERYWHERE = /^(CashFlow|GST|GSTIN|HSN|SAC|PAN|SKU|PDF|CSV|SHA-256|Ctrl|Enter|Esc)$/;
/** Attributes and properties that hold words. */
const WORDY =
  /^(title|placeholder|label|alt|text|hint|aria-label|aria-description|aria-roledescription|aria-valuetext|back|beside|yes|no)$/;

type Node = { type: string; start: number; end: number } & Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const says = (text: string): boolean =>
  !/^#[\da-f]{6}$/i.test(text) &&
  text.split(/[^\p{L}\p{M}\d-]+/u).some((word) => /\p{L}{2}/u.test(word) && !SAME_EVERYWHERE.test(word));

/** The texts an expression can come to; what is handed to a function is that function's affair. */
function outcomes(node: Node): string[] {
  const both = (...parts: unknown[]) => parts.filter(isNode).flatMap(outcomes);
  switch (node.type) {
    case "Literal":
      return typeof node["value"] === "string" ? [node["value"]] : [];
    case "TemplateLiteral":
      return [
        ...(node["quasis"] as { value: { cooked: string } }[]).map(({ value }) => value.cooked),
        ...both(...(node["expressions"] as Node[])),
      ];
    case "ConditionalExpression":
      return both(node["consequent"], node["alternate"]);
    case "LogicalExpression":
      return both(node["left"], node["right"]);
    case "BinaryExpression":
      return node["operator"] === "+" ? both(node["left"], node["right"]) : [];
    case "ExpressionTag":
      return both(node["expression"]);
    case "Text":
      return [node["data"] as string];
    default:
      return [];
  }
}

function textsOf(node: Node): string[] {
  if (node.type === "StyleDirective" || node.type === "ImportDeclaration") return [];
  if (node.type === "Attribute" || node.type === "Property") {
    const key = isNode(node["key"]) ? (node["key"]["name"] ?? node["key"]["value"]) : node["name"];
    const values = [node["value"]].flat().filter(isNode);
    const said = WORDY.test(String(key)) ? values.flatMap(outcomes) : [];
    const deeper = values.map((value) => (value.type === "ExpressionTag" ? value["expression"] : value));
    return [
      ...said,
      ...deeper.filter(isNode).flatMap((value) => (value.type === "Text" ? [] : textsOf(value))),
    ];
  }
  const said = node.type === "Text" || node.type === "ExpressionTag" ? outcomes(node) : [];
  const inside = Object.entries(node).filter(([key]) => key !== "tag" && key !== "css");
  return [...said, ...inside.flatMap(([, value]) => [value].flat().filter(isNode).flatMap(textsOf))];
}

const sources = (folder: string): string[] =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((found) => {
    const place = path.join(folder, found.name);
    if (found.isDirectory()) return sources(place);
    return /\.svelte$|(?<!\.test|\.d)\.ts$/.test(found.name) ? [place] : [];
  });

function left(source: string): string[] {
  const { fragment, instance, module } = parse(source, { modern: true });
  return [fragment, instance?.content, module?.content]
    .flatMap((part) => (part ? textsOf(part as unknown as Node) : []))
    .map((text) => text.trim())
    .filter(says);
}

it.each([
  ["<p>Save</p>", ["Save"]],
  ['<input placeholder="Name" class="wide" />', ["Name"]],
  ['<Field label="Name" hint={t("a")} />', ["Name"]],
  ['<p>{open ? "Open" : t("closed")}</p>', ["Open"]],
  ["<button aria-label={`Remove ${name}`}>×</button>", ["Remove"]],
  ['<script>const all = [{ label: "Name", key: "name" }];</script>', ["Name"]],
  ['<b style:width="9px">{t("a")}</b><code class="wide">{word}</code>', []],
  ['{#if a === "word"}<b class="x">{t("a.b")}, GST 5 %</b>{/if}', []],
])("finds what is left out in %s", (source, found) => expect(left(source)).toEqual(found));

it.each(sources("src"))("leaves no word out in %s", (file) => {
  const source = fs.readFileSync(file, "utf8");
  expect(left(file.endsWith(".ts") ? `<script lang="ts">${source}</script>` : source)).toEqual([]);
});

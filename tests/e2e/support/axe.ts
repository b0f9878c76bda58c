// What axe finds in a page. Its script is put in once for each page load: putting it in for each look, as its own
// wrapper does, costs more than the looking.
import fs from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const source = fs.readFileSync(
  createRequire(require.resolve("@axe-core/playwright")).resolve("axe-core/axe.min.js"),
  "utf8",
);

type Found = {
  violations: {
    id: string;
    impact?: string | null;
    nodes: { target: unknown[]; failureSummary?: string }[];
  }[];
};
type Axe = { run: (options: unknown) => Promise<Found> };

/** What is serious or critical, a line each; of all rules or of the one about contrast. */
export async function complaints(page: Page, rules: "all" | "contrast"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    (only) =>
      (window as unknown as { axe: Axe }).axe.run({
        resultTypes: ["violations"],
        ...(only ? { runOnly: { type: "rule", values: ["color-contrast"] } } : {}),
      }),
    rules === "contrast",
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id}: ${target.join(" ")} ${failureSummary?.split("\n")[1]?.trim() ?? ""}`,
      ),
    );
}

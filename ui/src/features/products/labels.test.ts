import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LabelLayout } from "$lib/types";
import { LabelJob } from "./label-job.svelte";

const layouts: LabelLayout[] = [
  { key: "a4-24", name: "A4", width_um: 64000, height_um: 33900, columns: 3, rows: 8 },
  { key: "roll", name: "Roll", width_um: 50000, height_um: 25000, columns: 1, rows: 1 },
];
const brush = { id: 7, name: "Brush", unit: "NOS" };

const sent = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal("fetch", sent));
afterEach(() => {
  sent.mockReset();
  localStorage.clear();
  vi.unstubAllGlobals();
});

/** Answers what is asked: the layouts, a product's units, a paper. */
function serve() {
  sent.mockImplementation(async (request) => {
    const address = request instanceof Request ? request.url : String(request);
    const body = address.includes("/labels")
      ? { layouts, download: "/api/downloads/x", file_name: "labels.pdf", size_bytes: 1, sha256: "" }
      : { ...brush, units: [{ unit: "BOX", factor: "10" }] };
    return new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
  });
}

function begun(): LabelJob {
  serve();
  const job = new LabelJob();
  job.layouts = layouts;
  job.begin([brush]);
  return job;
}

describe("labels to be printed", () => {
  it("count one more when the same piece is scanned again", () => {
    const job = begun();
    job.add(brush, null);
    job.add(brush, "BOX");
    expect(job.lines.map((line) => [line.unit, line.copies])).toEqual([
      ["NOS", "2"],
      ["BOX", "1"],
    ]);
    expect(job.total).toBe(3);
  });

  it("know how many sheets they take, from the first free place on", () => {
    const job = begun();
    const [line] = job.lines;
    for (const [copies, skip, sheets] of [
      ["24", 0, 1],
      ["24", 1, 2],
      ["49", 0, 3],
    ] as const) {
      line!.copies = copies;
      job.skip = skip;
      expect(job.sheets).toBe(sheets);
    }
    job.chooseLayout("roll");
    expect(job.skip, "a roll has one place").toBe(0);
  });

  it("are not printed with a wrong number of copies, or too many at once", () => {
    const job = begun();
    for (const copies of ["", "0", "-1", "1.5", "1001", "many"]) {
      job.lines[0]!.copies = copies;
      expect(job.ready, copies).toBe(false);
      expect(job.problem(job.lines[0]!), copies).toBeTruthy();
    }
    job.lines[0]!.copies = "1000";
    expect(job.ready).toBe(true);
    for (const id of [8, 9]) {
      job.add({ ...brush, id }, null);
      job.lines.at(-1)!.copies = "1000";
    }
    expect(job.tooMany).toBe(true);
    expect(job.ready).toBe(false);
  });

  it("go to the program as they stand, and the paper is remembered for the next time", async () => {
    const job = begun();
    job.chooseLayout("roll");
    job.price = "before_tax";
    job.list = "3";
    expect(await job.print()).toMatchObject({ file_name: "labels.pdf" });
    const [address, init] = sent.mock.calls.at(-1)!;
    const body = address instanceof Request ? await address.clone().text() : String(init?.body);
    expect(JSON.parse(body)).toEqual({
      layout: "roll",
      skip: 0,
      labels: [{ product_id: 7, unit: "NOS", copies: 1 }],
      price: "before_tax",
      price_list_id: 3,
      business: false,
      code: true,
    });
    const next = begun();
    expect([next.layout, next.price]).toEqual(["roll", "before_tax"]);
  });
});

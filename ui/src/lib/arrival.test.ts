import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { arriving, bringArchive, leaveArrival } from "./arrival.svelte";
import { toasts } from "./toast.svelte";

type Call = { method: string; path: string };
let calls: Call[];
let answer: (body: unknown, status?: number) => void;

beforeEach(() => {
  calls = [];
  vi.stubGlobal("fetch", (path: string, options: { method: string }) => {
    calls.push({ method: options.method, path: path.replace(/watch=\d+$/, "watch=…") });
    if (options.method === "DELETE") return Promise.resolve(new Response(null, { status: 204 }));
    return new Promise<Response>((resolve) => {
      answer = (body, status = 201) => resolve(new Response(JSON.stringify(body), { status }));
    });
  });
});
afterEach(() => {
  leaveArrival();
  vi.unstubAllGlobals();
});

const archive = (name: string) => new File(["x"], name);
const gone = { method: "DELETE", path: "/api/archive-files/k1" };

it("shows what is in a file, and forgets it when it is left", async () => {
  const bringing = bringArchive(archive("Shop.CASHFLOW"));
  expect(arriving.fileName).toBe("Shop.CASHFLOW");
  expect(arriving.arrival).toBeNull();
  answer({ key: "k1" });
  await bringing;
  expect(arriving.arrival?.key).toBe("k1");
  leaveArrival();
  expect(arriving.turn).toBeNull();
  expect(calls).toEqual([{ method: "PUT", path: "/api/archive-files?watch=…" }, gone]);
});

it("forgets a file that was left while it was looked into", async () => {
  const bringing = bringArchive(archive("shop.cashflow"));
  leaveArrival();
  answer({ key: "k1" });
  await bringing;
  expect(arriving.turn).toBeNull();
  expect(calls.at(-1)).toEqual(gone);
});

it("shows the last of two", async () => {
  const first = bringArchive(archive("one.cashflow"));
  const answerFirst = answer;
  const second = bringArchive(archive("two.cashflow"));
  answer({ key: "k2" });
  answerFirst({ key: "k1" });
  await Promise.all([first, second]);
  expect(arriving.arrival?.key).toBe("k2");
  expect(calls.at(-1)).toEqual(gone);
});

it("says why a file cannot be taken in", async () => {
  const bringing = bringArchive(archive("shop.cashflow"));
  answer({ code: "file_damaged", title: "Damaged", status: 409, detail: "The archive is damaged." }, 409);
  await bringing;
  expect(arriving.error?.message).toBe("The archive is damaged.");
});

it("sends no file of another kind", async () => {
  await bringArchive(archive("letter.pdf"));
  expect(calls).toEqual([]);
  expect(toasts.list.at(-1)?.text).toContain("letter.pdf");
});

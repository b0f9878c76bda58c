import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { RecordForm, type Saved, type Shape } from "./record-form.svelte";

type Form = { name: string; rows: { city: string }[] };
type Kept = Saved & Form;
const shape: Shape<Form, Kept> = {
  path: "/api/things",
  blank: () => ({ name: "", rows: [] }),
  fromSaved: ({ name, rows }) => ({ name, rows: rows.map((row) => ({ ...row })) }),
  toBody: (form) => ({ ...form, name: form.name.trim() }),
  check: (form): Record<string, string> => (form.name ? {} : { name: "Type a name." }),
};
const kept = (revision: number, name: string): Kept => ({
  id: 4,
  revision,
  archived_at: null,
  name,
  rows: [{ city: "Pune" }],
});

const fetched = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal("fetch", fetched));
afterEach(() => {
  fetched.mockReset();
  vi.unstubAllGlobals();
});
const answer = (status: number, body: unknown) =>
  fetched.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));

async function opened(): Promise<RecordForm<Form, Kept>> {
  const record = new RecordForm(shape, 4);
  answer(200, kept(1, "Iyer"));
  await record.load();
  return record;
}

it("knows what is not saved yet, and forgets it when it is typed back", async () => {
  const record = await opened();
  expect(record.dirty).toBe(false);
  record.form.rows[0]!.city = "Nashik";
  expect(record.dirty).toBe(true);
  record.form.rows[0]!.city = "Pune";
  expect(record.dirty).toBe(false);
});

it("sends the revision that was read, and shows what was kept", async () => {
  const record = await opened();
  record.form.name = " Rao ";
  answer(200, kept(2, "Rao"));
  expect((await record.save())?.name).toBe("Rao");
  const [url, init] = fetched.mock.calls.at(-1) as [string, RequestInit];
  expect([url, init.method]).toEqual(["/api/things/4", "PUT"]);
  expect(JSON.parse(String(init.body))).toMatchObject({ name: "Rao", revision: 1 });
  expect(record.dirty).toBe(false);
});

it("asks nobody while something is missing that it can see itself", async () => {
  const record = new RecordForm(shape, null);
  expect(await record.save()).toBeNull();
  expect(record.problem("name")).toBe("Type a name.");
  expect(fetched).not.toHaveBeenCalled();
});

it("puts each complaint at its input, until the value is another one", async () => {
  const record = await opened();
  record.form.name = "Rao";
  const fields = [
    { field: "rows[0].city", code: "bad", message: "No such city." },
    { field: "elsewhere", code: "bad", message: "Something else." },
  ];
  answer(422, { code: "validation_failed", title: "", status: 422, detail: "", fields });
  expect(await record.save()).toBeNull();
  expect(record.problem("rows.0.city")).toBe("No such city.");
  expect(record.elsewhere).toEqual(["Something else."]);
  record.form.rows[0]!.city = "Nashik";
  expect(record.problem("rows.0.city")).toBeUndefined();
});

it("keeps what was typed when somebody else saved first", async () => {
  const record = await opened();
  record.form.name = "Rao";
  answer(409, { code: "edit_conflict", title: "", status: 409, detail: "Look again." });
  answer(200, { ...kept(2, "Iyer & Sons"), rows: [{ city: "Thane" }] });
  expect(await record.save()).toBeNull();
  expect(record.conflict?.clashes).toEqual(["name"]);
  record.keepMine();
  expect(record.form).toEqual({ name: "Rao", rows: [{ city: "Thane" }] });
  expect([record.dirty, record.saved?.revision]).toEqual([true, 2]);
});

it("takes theirs when asked to", async () => {
  const record = await opened();
  record.form.name = "Rao";
  answer(409, { code: "edit_conflict", title: "", status: 409, detail: "Look again." });
  answer(200, kept(2, "Iyer & Sons"));
  await record.save();
  record.takeTheirs();
  expect([record.form.name, record.dirty]).toEqual(["Iyer & Sons", false]);
});

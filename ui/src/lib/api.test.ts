import { ESLint } from "eslint";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, get, image, post, request, upload } from "./api";
import { navigate } from "./router.svelte";

const fetched = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal("fetch", fetched));
afterEach(() => {
  fetched.mockReset();
  vi.unstubAllGlobals();
});

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  fetched.mockResolvedValueOnce(
    new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers }),
  );
const sent = () => fetched.mock.calls.at(-1) as [string, RequestInit & { headers: Headers }];
const failure = async (call: Promise<unknown>) =>
  (await call.then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => error,
  )) as ApiError;

describe("a failure", () => {
  it("keeps what the server said", async () => {
    answer(422, {
      code: "validation_failed",
      title: "Some fields are wrong",
      status: 422,
      detail: "Mend the marked fields.",
      fields: [{ field: "branding.primary_color", code: "bad_color", message: "Not a colour." }],
      request_id: "r-1",
    });
    const error = await failure(post("/api/tenants", {}));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: "validation_failed", status: 422, requestId: "r-1" });
    expect(error.message).toBe("Mend the marked fields.");
    expect(error.field("branding.primary_color")).toBe("Not a colour.");
    expect(error.field("gst_number")).toBeUndefined();
  });

  it("names the feature that is not granted", async () => {
    answer(403, {
      code: "feature_disabled",
      title: "",
      status: 403,
      detail: "…",
      feature: "patient_management",
    });
    expect((await failure(get("/api/patients"))).feature).toBe("patient_management");
  });

  it("has a code even when the answer is no problem document", async () => {
    answer(502, "<html>bad gateway</html>", { "x-request-id": "r-2" });
    expect(await failure(get("/api/parties"))).toMatchObject({
      code: "internal",
      status: 502,
      requestId: "r-2",
    });
  });

  it("is 'unreachable' when nobody answers", async () => {
    fetched.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    expect(await failure(get("/api/installation"))).toMatchObject({ code: "unreachable", status: 0 });
  });

  it("is 'bad_answer' when the answer is no JSON", async () => {
    answer(200, "{");
    expect(await failure(get("/api/installation"))).toMatchObject({ code: "bad_answer" });
  });

  it("leaves an abort an abort", async () => {
    fetched.mockRejectedValueOnce(new DOMException("gone", "AbortError"));
    expect(await failure(get("/api/parties"))).toBeInstanceOf(DOMException);
  });
});

describe("a call", () => {
  it("speaks for the business of the route, and only where one is needed", async () => {
    await navigate("#/b/corner_shop/parties");
    answer(200, {});
    await get("/api/parties", { search: "iye", kind: "", cursor: null, include_archived: false, limit: 50 });
    expect(sent()[0]).toBe("/api/parties?search=iye&limit=50");
    expect(sent()[1].headers.get("x-tenant-id")).toBe("corner_shop");
    answer(200, {});
    await get("/api/tenants");
    expect(sent()[1].headers.has("x-tenant-id")).toBe(false);
    await navigate("#/");
  });

  it("sends JSON and takes an empty answer", async () => {
    fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
    expect(await request("/api/x", { method: "POST", body: { a: 1 } })).toBeUndefined();
    expect(sent()[1]).toMatchObject({ method: "POST", body: '{"a":1}' });
    expect(sent()[1].headers.get("content-type")).toBe("application/json");
  });
});

describe("files", () => {
  it("travel as an ArrayBuffer with the name in a header", async () => {
    answer(200, {});
    const bytes = new Uint8Array([1, 2]).buffer;
    await upload("/api/tenants/a/logo", { name: "चित्र.png", type: "image/png", bytes });
    expect(sent()[1].method).toBe("PUT");
    expect(sent()[1].body).toBe(bytes);
    expect(decodeURIComponent(sent()[1].headers.get("x-file-name") ?? "")).toBe("चित्र.png");
  });

  it("never as a Blob or FormData, which crash WebKitGTK", async () => {
    await expect(post("/api/x", new Blob([]))).rejects.toThrow(TypeError);
    await expect(post("/api/x", new FormData())).rejects.toThrow(TypeError);
    const bytes = new Blob([]) as unknown as ArrayBuffer;
    await expect(upload("/api/x", { name: "a", type: "", bytes })).rejects.toThrow(TypeError);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("and lint refuses both in the source", async () => {
    const code = "export const body = [new FormData(), new Blob([]), fetch];\n";
    const [result] = await new ESLint().lintText(code, { filePath: "src/features/parties/upload.ts" });
    expect(result?.messages.map((message) => message.ruleId)).toEqual([
      "no-restricted-syntax",
      "no-restricted-syntax",
      "no-restricted-globals",
    ]);
  }, 30_000);
});

describe("images", () => {
  it("are asked for again by their ETag and kept when unchanged", async () => {
    URL.createObjectURL = vi.fn(() => "blob:one");
    vi.useFakeTimers();
    answer(200, "png", { etag: '"1"' });
    expect(await image("/api/tenants/a/logo")).toBe("blob:one");
    expect(await image("/api/tenants/a/logo")).toBe("blob:one");
    expect(fetched).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    fetched.mockResolvedValueOnce(new Response(null, { status: 304 }));
    expect(await image("/api/tenants/a/logo")).toBe("blob:one");
    expect(sent()[1].headers.get("if-none-match")).toBe('"1"');
    vi.useRealTimers();
  });

  it("are nothing where there is none", async () => {
    answer(404, { code: "not_found", title: "", status: 404, detail: "" });
    expect(await image("/api/tenants/b/logo")).toBeNull();
  });
});

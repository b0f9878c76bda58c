// The one client of the one API. Every call goes through request(); every failure becomes an ApiError that
// a screen can show as it is. No other file may call fetch (lint), and no body may be a FormData or a Blob:
// WebKitGTK crashes on both, so files travel as an ArrayBuffer through upload().
import { known, t } from "./messages";
import { language } from "./messages/language";
import { inLanguage } from "./messages/sentences";
import { currentTenantId } from "./router.svelte";
import { inWindow } from "./shell";
import type { FieldProblem, Problem } from "./types";

/**
 * A failed call: a stable `code`, a sentence for a person (`message`), and the inputs at fault. Where a person's language
 * has no words for the program's sentence, the code is told in it, and the English sentence follows.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** The sentence alone, without what the code says. */
  readonly detail: string;
  readonly fields: FieldProblem[];
  readonly requestId: string | null;
  readonly feature: string | null;

  constructor(problem: Problem) {
    const title = known(`problem.${problem.code}`) ?? problem.title;
    const detail = problem.detail || title;
    super(
      speaksEnglish() || problem.translated || detail === title
        ? detail
        : t("problem.withDetail", { title, detail }),
    );
    this.code = problem.code;
    this.status = problem.status;
    this.title = title;
    this.detail = detail;
    this.fields = (problem.fields ?? []).map((field) => ({ ...field, message: wrong(field) }));
    this.requestId = problem.request_id ?? null;
    this.feature = problem.feature ?? null;
  }

  /** The message for one input, named as on the wire ("branding.primary_color"). */
  field(name: string): string | undefined {
    return this.fields.find((problem) => problem.field === name)?.message;
  }
}

const speaksEnglish = () => language() === "en";

/** What is wrong with an input: the program's sentence, or where a language has none for it, what its code says. */
const wrong = ({ code, message, translated }: FieldProblem): string =>
  (speaksEnglish() || translated ? undefined : known(`wrong.${code}`)) ?? message;

export type Query = Record<string, string | number | boolean | null | undefined>;
export type RequestOptions = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Query;
  /** A value to send as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** The business to speak for; by default the one of the current route, `null` for none. */
  tenant?: string | null;
  /** Sent although the page is being closed; at most 64 KiB. */
  keepalive?: boolean;
};

/** Calls the API and answers its JSON (undefined for an empty answer). Throws ApiError, or the AbortError. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const headers = new Headers(options.headers);
  let body: string | undefined;
  if (options.body !== undefined) {
    refuseCrashingBody(options.body);
    headers.set("content-type", "application/json");
    body = JSON.stringify(options.body);
  }
  const response = await send(path, { ...options, headers, body });
  if (response.status === 204) return undefined as T;
  return (await readJson(response)) as T;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) =>
  request<T>(path, { query, signal });
export const post = <T>(path: string, body: unknown = {}) => request<T>(path, { method: "POST", body });
export const put = <T>(path: string, body: unknown) => request<T>(path, { method: "PUT", body });
export const patch = <T>(path: string, body: unknown) => request<T>(path, { method: "PATCH", body });
export const remove = <T>(path: string, body?: unknown) => request<T>(path, { method: "DELETE", body });

/** A text that lies beside the program: a chapter of the guide. */
export const text = async (path: string): Promise<string> =>
  (await send(path, { headers: new Headers(), tenant: null })).text();

/** Sends a file's bytes; the name goes in a header. */
export async function upload<T>(
  path: string,
  file: { name: string; type: string; bytes: ArrayBuffer },
  options: { method?: "PUT" | "POST"; tenant?: string | null } = {},
): Promise<T> {
  refuseCrashingBody(file.bytes);
  if (!(file.bytes instanceof ArrayBuffer)) throw new TypeError("upload() sends an ArrayBuffer only");
  const headers = new Headers({
    "content-type": file.type || "application/octet-stream",
    "x-file-name": encodeURIComponent(file.name),
  });
  const response = await send(path, {
    method: options.method ?? "PUT",
    headers,
    body: file.bytes,
    ...options,
  });
  return (await readJson(response)) as T;
}

/**
 * Sends a file that may be too large for memory. A browser reads it from the disk as it goes; the window, which crashes
 * on that, sends its bytes.
 */
export async function uploadFile<T>(path: string, file: File): Promise<T> {
  const headers = new Headers({
    "content-type": "application/octet-stream",
    "x-file-name": encodeURIComponent(file.name),
  });
  const body = inWindow ? await file.arrayBuffer() : file;
  const response = await send(path, { method: "PUT", headers, body, tenant: null });
  return (await readJson(response)) as T;
}

/** A logo as a blob: URL (an <img> cannot carry headers); null when there is none. Kept, and asked again by ETag. */
export async function image(url: string): Promise<string | null> {
  const kept = images.get(url);
  if (kept && Date.now() - kept.checkedAt < IMAGE_FRESH_MS) return kept.blobUrl;
  const headers = new Headers(kept?.etag ? { "if-none-match": kept.etag } : {});
  try {
    const response = await send(url, { headers }, [304]);
    if (response.status === 304 && kept) {
      kept.checkedAt = Date.now();
      return kept.blobUrl;
    }
    if (kept) URL.revokeObjectURL(kept.blobUrl);
    const blobUrl = URL.createObjectURL(await response.blob());
    images.set(url, { blobUrl, etag: response.headers.get("etag"), checkedAt: Date.now() });
    return blobUrl;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      forgetImage(url);
      return null;
    }
    return kept?.blobUrl ?? null;
  }
}

/** The kept blob: URL, if any, without a call: so that a switch paints the logo at once. */
export const imageNow = (url: string): string | null => images.get(url)?.blobUrl ?? null;

/** To be called after a logo was changed. */
export function forgetImage(url: string): void {
  images.delete(url); // its blob: URL may still be on screen, so it is not revoked here
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Any thrown thing as an ApiError, so that screens need one path only. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (isProblem(error)) return new ApiError(error);
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiError({ code: "internal", title: t("problem.internal"), status: 0, detail });
}

/** What the window itself refuses comes as the API would have answered it. */
const isProblem = (error: unknown): error is Problem =>
  typeof error === "object" && error !== null && "code" in error && "detail" in error;

const IMAGE_FRESH_MS = 30_000;
const images = new Map<string, { blobUrl: string; etag: string | null; checkedAt: number }>();

type Wire = {
  method?: string;
  query?: Query;
  headers: Headers;
  body?: string | ArrayBuffer | File;
  signal?: AbortSignal;
  tenant?: string | null;
  keepalive?: boolean;
};

async function send(path: string, wire: Wire, alsoFine: number[] = []): Promise<Response> {
  const tenant = wire.tenant === undefined ? currentTenantId() : wire.tenant;
  if (tenant && needsTenant(path)) wire.headers.set("x-tenant-id", tenant);
  wire.headers.set("accept", "application/json, */*");
  wire.headers.set("accept-language", language());
  let response: Response;
  try {
    const { method = "GET", headers, body, signal, keepalive } = wire;
    response = await fetch(path + search(wire.query), { method, headers, body, signal, keepalive });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError({
      code: "unreachable",
      title: t("problem.unreachable"),
      status: 0,
      detail: t("problem.unreachableText"),
    });
  }
  if (response.ok || alsoFine.includes(response.status)) return response;
  throw new ApiError(await readProblem(response));
}

/** Calls that name their business in the path, or need none, carry no header: a contradiction is an error. */
function needsTenant(path: string): boolean {
  return !/^\/(health|api\/(installation|domains|features|states|gstin|palette|samples|tenants|downloads)\b)/.test(
    path,
  );
}

function search(query: Query | undefined): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "" && value !== false)
      params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return undefined;
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new ApiError({
      code: "bad_answer",
      title: t("problem.bad_answer"),
      status: response.status,
      detail: t("problem.badAnswerText"),
      request_id: response.headers.get("x-request-id") ?? undefined,
    });
  }
  return inLanguage(answer);
}

async function readProblem(response: Response): Promise<Problem> {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const fallback: Problem = {
    code: response.status === 404 ? "not_found" : "internal",
    title: response.statusText || t("problem.status", { status: String(response.status) }),
    status: response.status,
    detail: t("problem.refusedText", { status: String(response.status) }),
    request_id: requestId,
  };
  try {
    const said = (await response.json()) as Partial<Problem>;
    if (typeof said.code !== "string") return fallback;
    return await inLanguage({ ...fallback, ...said, request_id: said.request_id ?? requestId });
  } catch {
    return fallback;
  }
}

function refuseCrashingBody(body: unknown): void {
  if (body instanceof FormData || body instanceof Blob) {
    throw new TypeError("FormData and Blob bodies crash the window: use upload() with an ArrayBuffer");
  }
}

// Where we are, in the address after the "#": "#/" start, "#/add" a new business, "#/settings…" the
// installation, "#/gallery" its controls, "#/guide…" the guide, "#/b/<tenant_id>/<path>" a business's work. No screen
// reads location.hash itself.

export type Route =
  | { name: "start" }
  | { name: "add" }
  | { name: "installation"; path: string; query: URLSearchParams }
  | { name: "guide"; chapter: string; section: string }
  | { name: "business"; tenantId: string; path: string; query: URLSearchParams }
  | { name: "unknown"; hash: string };

/** Asked before the screen is left; answers whether it may be. Forms with unsaved words set one. */
export type LeaveGuard = (to: Route) => boolean | Promise<boolean>;

export function parseHash(hash: string): Route {
  const [pathPart = "", queryPart = ""] = splitOnce(hash.replace(/^#/, ""), "?");
  const segments = pathPart.split("/").filter(Boolean).map(decode);
  const query = new URLSearchParams(queryPart);
  const [head, ...rest] = segments;
  if (head === undefined) return { name: "start" };
  if (head === "add" && rest.length === 0) return { name: "add" };
  if (head === "settings" || head === "gallery")
    return { name: "installation", path: segments.join("/"), query };
  if (head === "guide") return { name: "guide", chapter: rest[0] ?? "", section: rest[1] ?? "" };
  if (head === "b" && rest[0]) {
    return { name: "business", tenantId: rest[0], path: rest.slice(1).join("/") || "home", query };
  }
  return { name: "unknown", hash };
}

/** The address of a business's screen: `businessHref("corner_shop", "parties/12")`. */
export function businessHref(tenantId: string, path = "home", query?: Record<string, string>): string {
  const tail = query && Object.keys(query).length ? `?${new URLSearchParams(query)}` : "";
  return `#/b/${encodeURIComponent(tenantId)}/${path}${tail}`;
}

/** The address of a screen in the current business. */
export function href(path: string, query?: Record<string, string>): string {
  return businessHref(currentTenantId() ?? "", path, query);
}

export const router = $state<{
  route: Route;
  /** The address one was at before the present part of the program: where the guide leads back to. */
  before: string;
  /** How often unsaved words were left behind on purpose: the screen that held them begins afresh. */
  abandoned: number;
}>({ route: parseHash(globalThis.location?.hash ?? ""), before: "#/", abandoned: 0 });

export function currentTenantId(): string | null {
  return router.route.name === "business" ? router.route.tenantId : null;
}

/** Goes to an address ("#/…"); answers false when a guard kept us. `replace` leaves no way back to here. */
export async function navigate(to: string, options: { replace?: boolean } = {}): Promise<boolean> {
  const route = parseHash(to);
  const guarded = isGuarded();
  if (!(await mayLeave(route))) return false;
  keepBefore(route);
  settledHash = to;
  if (options.replace) history.replaceState(null, "", to);
  else if (location.hash !== to) history.pushState(null, "", to);
  router.route = route;
  if (guarded) router.abandoned += 1; // together with the route, lest the old screen be made anew first
  return true;
}

/** Loads the page anew at the same address, once `before` is done; answers false when a guard kept us. */
export async function reloadPage(before: () => void): Promise<boolean> {
  if (!(await mayLeave(router.route))) return false;
  before();
  location.reload();
  return true;
}

/** Within the current business: `go("parties/12")`. */
export const go = (path: string, query?: Record<string, string>) => navigate(href(path, query));

/** Changes the query of the current screen (filters) without a new history entry and without asking. */
export function setQuery(query: Record<string, string | undefined>): void {
  const route = router.route;
  if (route.name !== "business" && route.name !== "installation") return;
  const kept = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const tail = kept.length ? `?${new URLSearchParams(kept)}` : "";
  const base = route.name === "business" ? businessHref(route.tenantId, route.path) : `#/${route.path}`;
  settledHash = base + tail;
  history.replaceState(null, "", settledHash);
}

/** Adds a guard; the answer takes it away again: `$effect(() => guardLeaving(...))`. The last one is asked first. */
export function guardLeaving(ask: LeaveGuard): () => void {
  guards = [ask, ...guards];
  return () => lift([ask]);
}

/** Would leaving be asked about? Then unsaved words stand on the screen. */
export const isGuarded = (): boolean => guards.length > 0;

/** Called once at start: follows links, the back button and edits of the address. */
export function startRouter(): () => void {
  const follow = async () => {
    const wanted = location.hash;
    if (wanted === settledHash) return;
    const route = parseHash(wanted);
    if (isGuarded()) {
      history.replaceState(null, "", settledHash); // stay while the question is open
      await navigate(wanted);
      return;
    }
    keepBefore(route);
    settledHash = wanted;
    router.route = route;
  };
  const warn = (event: BeforeUnloadEvent) => {
    if (isGuarded()) event.preventDefault();
  };
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  addEventListener("beforeunload", warn);
  settledHash = location.hash;
  router.route = parseHash(location.hash);
  return () => {
    removeEventListener("hashchange", follow);
    removeEventListener("popstate", follow);
    removeEventListener("beforeunload", warn);
  };
}

/** Matches "parties/12" against "parties/:id"; null when it does not fit. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = given[i] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

let guards: LeaveGuard[] = [];
let settledHash = "";

function keepBefore(next: Route): void {
  if (next.name !== router.route.name) router.before = settledHash || "#/";
}

async function mayLeave(to: Route): Promise<boolean> {
  const asked = guards;
  for (const ask of asked) if (!(await ask(to))) return false;
  lift(asked);
  return true;
}

function lift(gone: LeaveGuard[]): void {
  guards = guards.filter((ask) => !gone.includes(ask));
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

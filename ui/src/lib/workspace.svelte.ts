// The business on screen: opened when the route names it, coloured, titled, and let go again. One at a time.
import { ApiError, asApiError, post } from "./api";
import { installation } from "./installation.svelte";
import { applyPalette } from "./palette";
import { t } from "./messages";
import { businessSelected } from "./shell";
import { dismissActions } from "./toast.svelte";
import type { Workspace } from "./types";
import { markUsable } from "./usable";

type State =
  | { status: "none" }
  | { status: "opening"; tenantId: string }
  | { status: "ready"; tenantId: string }
  | { status: "failed"; tenantId: string; error: ApiError };

export const session = $state<{
  state: State;
  current: Workspace | null;
  /** The business this window turned to last, whether or not it has answered yet. */
  last: string | null;
}>({ state: { status: "none" }, current: null, last: null });

/** The open business. For screens inside the frame, which exist only while there is one. */
export function workspace(): Workspace {
  if (!session.current) throw new Error("no business is open");
  return session.current;
}

/** The domain's own word for a thing ("party" → "Patient's relative"), or ours. */
export const word = (key: string, ours: string): string => session.current?.labels[key] ?? ours;

/** Does this business have the feature? */
export const granted = (feature: string): boolean => session.current?.features.includes(feature) ?? false;

/** Opens a business; the last one asked for wins, whatever order the answers come in. */
export async function openBusiness(tenantId: string): Promise<void> {
  const asked = ++latest;
  session.state = { status: "opening", tenantId };
  session.last = tenantId;
  dismissActions();
  document.title = titleOf(nameAtHand(tenantId)); // never another's while the answer is on its way
  try {
    const opened = await post<Workspace>(`/api/tenants/${encodeURIComponent(tenantId)}/open`);
    if (asked !== latest) return;
    if (!opened.is_active) throw inactive(opened);
    show(opened);
    session.state = { status: "ready", tenantId };
    markUsable();
  } catch (error) {
    if (asked !== latest) return;
    show(null);
    session.state = { status: "failed", tenantId, error: asApiError(error) };
  }
}

/** Back to the start screen: neutral colours, no business. */
export function closeBusiness(): void {
  latest += 1;
  if (session.state.status === "none") return;
  session.state = { status: "none" };
  dismissActions();
  show(null);
}

/** After settings changed name, colours or features. */
export const reopenBusiness = () =>
  session.current ? openBusinessQuietly(session.current.tenant_id) : Promise.resolve();

let latest = 0;

async function openBusinessQuietly(tenantId: string): Promise<void> {
  const asked = ++latest;
  const opened = await post<Workspace>(`/api/tenants/${encodeURIComponent(tenantId)}/open`);
  if (asked === latest) show(opened);
}

function show(opened: Workspace | null): void {
  session.current = opened;
  applyPalette(opened?.palette ?? null);
  document.title = titleOf(opened?.company_name);
  void businessSelected(opened?.tenant_id ?? null);
}

const titleOf = (name: string | undefined) => (name ? `${name} · CashFlow` : "CashFlow");

const nameAtHand = (tenantId: string) =>
  [session.current, ...installation.businesses].find((known) => known?.tenant_id === tenantId)?.company_name;

function inactive(opened: Workspace): ApiError {
  return new ApiError({
    code: "tenant_inactive",
    title: t("problem.tenant_inactive"),
    status: 423,
    detail: t("frame.switchedOff", { name: opened.company_name }),
  });
}

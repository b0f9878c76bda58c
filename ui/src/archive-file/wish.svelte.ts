// As what a business is to be taken in: the name and the short name as they are typed, each asked about as it changes.
import { request, type ApiError } from "../lib/api";
import { debounce } from "../lib/debounce";
import { t } from "../lib/messages";
import type { Arrival } from "../lib/types";

export class Wish {
  name = $state("");
  id = $state("");
  idProblem = $state<string | null>(null);
  nameTaken = $state(false);

  constructor(readonly arrival: Arrival) {
    this.name = arrival.company_name;
    this.id = arrival.proposed_id;
    this.idProblem = arrival.id_problem;
    this.nameTaken = arrival.name_taken;
  }

  get nameProblem(): string | null {
    return this.name.trim() ? null : t("archiveFile.nameMissing");
  }
  get isGood(): boolean {
    return this.nameProblem === null && this.idProblem === null && this.id !== "";
  }
  /** Its own short name is somebody else's here, and nothing else was typed. */
  get comesUnderAnother(): boolean {
    return this.arrival.tenant_id !== this.arrival.proposed_id && this.id === this.arrival.proposed_id;
  }

  typed = (): void => {
    this.idProblem = null;
    this.ask();
  };

  /** Asks no more: it is being taken in. */
  stop(): void {
    this.ask.cancel();
    this.asking?.abort();
  }

  body(): { tenant_id: string; company_name: string } {
    return { tenant_id: this.id, company_name: this.name.trim() };
  }

  /** Keeps what was said about the short name; answers what belongs to no field. */
  take(error: ApiError): ApiError | null {
    this.idProblem =
      error.field("tenant_id") && error.code === "tenant_exists"
        ? error.message
        : (error.field("tenant_id") ?? null);
    return this.idProblem ? null : error;
  }

  private asking: AbortController | null = null;
  private ask = debounce(() => void this.look(), 200);

  private async look(): Promise<void> {
    const asked = { id: this.id, company_name: this.name };
    const path = `/api/archive-files/${this.arrival.key}`;
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const found = await request<Arrival>(path, { query: asked, tenant: null, signal }).catch(() => null);
    if (!found || asked.id !== this.id || asked.company_name !== this.name) return;
    this.idProblem = asked.id ? found.id_problem : null;
    this.nameTaken = found.name_taken;
  }
}

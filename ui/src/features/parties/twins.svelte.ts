// Is somebody entered twice? Asks for other parties with the phone numbers and the GSTIN being typed.
import { get, isAbort } from "$lib/api";
import { debounce } from "$lib/debounce";
import type { PartyMatch } from "$lib/types";
import { GSTIN_LENGTH } from "./gstin.svelte";

const FEWEST_DIGITS = 6;

export class Twins {
  matches = $state.raw<PartyMatch[]>([]);
  private asked = "";
  private abort: AbortController | null = null;

  /** `except`: the party itself. */
  constructor(private readonly except: number | null) {}

  watch(gstin: string, phones: string[]): void {
    const numbers = [...new Set(phones.map((phone) => phone.trim()))].filter(
      (phone) => phone.replace(/\D/g, "").length >= FEWEST_DIGITS,
    );
    const queries = [
      ...(gstin.length === GSTIN_LENGTH ? [{ gstin }] : []),
      ...numbers.map((phone) => ({ phone })),
    ];
    const key = JSON.stringify(queries);
    if (key === this.asked) return;
    this.asked = key;
    this.askSoon(queries);
  }

  stop = (): void => {
    this.askSoon.cancel();
    this.abort?.abort();
  };

  private askSoon = debounce((queries: Query[]) => void this.ask(queries), 250);

  private async ask(queries: Query[]): Promise<void> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    try {
      const answers = await Promise.all(
        queries.map((query) =>
          get<{ matches: PartyMatch[] }>(
            "/api/parties/duplicates",
            { ...query, except: this.except },
            abort.signal,
          ),
        ),
      );
      this.matches = distinct(answers.flatMap((answer) => answer.matches));
    } catch (error) {
      if (!isAbort(error)) this.matches = []; // the warning comes again with the answer to saving
    }
  }
}

type Query = { gstin?: string; phone?: string };

/** One line for each party and reason. */
function distinct(matches: PartyMatch[]): PartyMatch[] {
  const seen = new Map(matches.map((match) => [`${match.field} ${match.party_id}`, match]));
  return [...seen.values()];
}

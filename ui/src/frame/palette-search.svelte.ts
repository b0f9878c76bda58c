// What the palette lists: commands at once, businesses and records as the server finds them.
import { features, leadsSomewhere } from "../features/registry";
import { searchCommands, usableCommands } from "../lib/commands.svelte";
import { debounce } from "../lib/debounce";
import {
  businessesShown,
  installation,
  hasChooser,
  numberOf,
  searchBusinesses,
} from "../lib/installation.svelte";
import { t } from "../lib/messages";
import { businessHref, go, navigate } from "../lib/router.svelte";
import type { Hit } from "../lib/screen";
import type { BusinessCard } from "../lib/types";
import { session } from "../lib/workspace.svelte";

export type Entry = {
  id: string;
  group: string;
  label: string;
  hint?: string;
  icon?: string;
  card?: BusinessCard;
  shortcut?: string;
  run: () => unknown;
};

const NOTHING = { typed: "", hits: [] };

export class PaletteSearch {
  typed = $state("");
  private found = $state.raw<{ typed: string; hits: Hit[] }>(NOTHING);
  private cards = $state.raw<BusinessCard[]>([]);
  private abort: AbortController | null = null;
  private askSoon = debounce(() => void this.ask(), 120);

  entries = $derived.by<Entry[]>(() => {
    const commands = this.commands();
    if (this.typed.trim()) return [...this.records(), ...commands, ...this.businesses()];
    const isWay = (entry: Entry) => entry.group === t("group.go"); // nothing typed: places before actions
    return [...commands.filter(isWay), ...this.businesses(), ...commands.filter((entry) => !isWay(entry))];
  });

  begin(): void {
    this.typed = "";
    this.found = NOTHING;
    this.cards = businessesShown();
  }

  end(): void {
    this.askSoon.cancel();
    this.abort?.abort();
  }

  type(text: string): void {
    this.typed = text;
    this.askSoon();
  }

  private async ask(): Promise<void> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    const typed = this.typed.trim();
    if (!typed) {
      this.found = NOTHING;
      this.cards = businessesShown();
      return;
    }
    const finders = session.current ? features.flatMap((feature) => feature.find ?? []) : [];
    const [cards, ...found] = await Promise.all([
      this.findBusinesses(typed, abort.signal),
      ...finders.map((find) => find(typed, abort.signal).catch((): Hit[] => [])),
    ]);
    if (this.abort !== abort) return;
    this.cards = cards;
    this.found = { typed, hits: found.flat() };
  }

  /** From the list at hand when it is whole, else from the server. */
  private async findBusinesses(typed: string, signal: AbortSignal): Promise<BusinessCard[]> {
    if (!hasChooser()) return [];
    if (installation.nextCursor === null) return businessesShown();
    return searchBusinesses(typed, null, signal).then(
      (list) => list.tenants,
      () => installation.businesses,
    );
  }

  /** What was found for fewer letters stays only where it fits those typed since: Enter must not open another. */
  private records(): Entry[] {
    const words = this.typed.trim().toLowerCase();
    const fits = ({ label, hint }: Hit) =>
      words === this.found.typed.toLowerCase() || `${label} ${hint ?? ""}`.toLowerCase().includes(words);
    return this.found.hits
      .filter((hit) => fits(hit) && leadsSomewhere(hit.path))
      .map((hit) => ({
        id: `hit ${hit.path}`,
        group: t("palette.results"),
        label: hit.label,
        hint: hit.hint,
        icon: hit.icon,
        run: () => go(hit.path),
      }));
  }

  private commands(): Entry[] {
    const searching = this.typed.trim() !== "";
    const usable = usableCommands().filter(
      (command) => !command.quiet && (searching || !command.searchedOnly),
    );
    const found = searchCommands(usable, this.typed);
    const groups = [...new Set(found.map((command) => command.group))]; // best first, but groups stay whole
    return groups.flatMap((group) =>
      found
        .filter((command) => command.group === group)
        .map(({ id, label, icon, shortcut, run }) => ({ id: `do ${id}`, group, label, icon, shortcut, run })),
    );
  }

  private businesses(): Entry[] {
    if (!hasChooser()) return [];
    const words = this.typed.trim().toLowerCase();
    const fits = (card: BusinessCard) =>
      `${card.company_name} ${card.domain_name} ${card.tenant_id}`.toLowerCase().includes(words);
    return this.cards
      .filter((card) => !words || fits(card) || installation.nextCursor !== null)
      .slice(0, 12)
      .map((card) => ({
        id: `business ${card.tenant_id}`,
        group: t("palette.businesses"),
        label: card.company_name,
        hint: card.tenant_id === session.current?.tenant_id ? t("palette.here") : card.domain_name,
        card,
        shortcut: shortcutFor(card),
        run: () => navigate(businessHref(card.tenant_id)),
      }));
  }
}

function shortcutFor(card: BusinessCard): string | undefined {
  const number = numberOf(card.tenant_id);
  return number === null ? undefined : `Ctrl+${number}`;
}

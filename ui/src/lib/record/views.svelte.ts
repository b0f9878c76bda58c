// Views: what a list was narrowed to, in which order, with which columns, under a name. One of them may be what the
// list opens with.
import { preference, setPreference } from "$lib/preferences.svelte";
import type { Layout } from "./layout";

/** What a list shows, beyond its name. */
export type Shown = {
  search: string;
  filters: Record<string, string>;
  archived: boolean;
  sort: string;
  layout: Layout | null;
};
export type View = Shown & { id: string; name: string };
type Kept = { views: View[]; first: string | null };

/** Enough for every day, and what a preference has room for. */
export const MOST_VIEWS = 30;

export class ListViews {
  constructor(private readonly list: string) {}

  private get kept(): Kept {
    return preference<Kept>(`views.${this.list}`) ?? { views: [], first: null };
  }
  private keep(views: View[], first = this.kept.first): void {
    const isThere = views.some(({ id }) => id === first);
    setPreference(`views.${this.list}`, { views, first: isThere ? first : null });
  }

  get all(): View[] {
    return this.kept.views;
  }
  /** The one that the list opens with. */
  get first(): View | undefined {
    return this.find(this.kept.first ?? "");
  }
  find(id: string): View | undefined {
    return this.all.find((view) => view.id === id);
  }

  /** Keeps what is shown under a name; one of the same name is replaced. */
  add(name: string, shown: Shown, opensFirst: boolean): View {
    const same = this.all.find((view) => view.name.toLowerCase() === name.toLowerCase());
    const view = { ...shown, name, id: same?.id ?? Date.now().toString(36) };
    const { first } = this.kept;
    this.keep(
      [...this.all.filter(({ id }) => id !== view.id), view].toSorted((a, b) => a.name.localeCompare(b.name)),
      opensFirst ? view.id : first === view.id ? null : first,
    );
    return view;
  }
  change(id: string, shown: Shown): void {
    this.keep(this.all.map((view) => (view.id === id ? { ...view, ...shown } : view)));
  }
  remove(id: string): void {
    this.keep(this.all.filter((view) => view.id !== id));
  }
  /** Takes back a removal. */
  restore(view: View, wasFirst: boolean): void {
    this.add(view.name, view, wasFirst);
  }
  openWith(id: string | null): void {
    this.keep(this.all, id);
  }

  get layout(): Layout | null {
    return preference<Layout>(`table.${this.list}`) ?? null;
  }
  set layout(layout: Layout | null) {
    setPreference(`table.${this.list}`, layout ?? undefined);
  }
}

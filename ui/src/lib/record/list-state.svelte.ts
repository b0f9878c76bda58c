// A list of records as a person left it: search, filters, order and the row under the cursor stand in the
// address, so that Back and the way back from a record lead to the same place.
import { tick, untrack } from "svelte";
import { debounce } from "$lib/debounce";
import { PagedList } from "$lib/list.svelte";
import { currentTenantId, go, href, setQuery } from "$lib/router.svelte";
import type { Layout } from "./layout";
import { MarkedRows } from "./marks.svelte";
import { same } from "./path";
import { ListViews, type Shown, type View } from "./views.svelte";

export type Filters = Record<string, string>;
type Table = { focusRow: (index?: number) => void } | null;

/** In the address: no view, although one is what the list opens with. */
const EVERYTHING = "all";

export class ListState<T extends { id: number; name: string }, F extends Filters> {
  readonly list: PagedList<T>;
  readonly marks = new MarkedRows<T>();
  readonly views: ListViews;
  search = $state("");
  filters = $state() as F;
  archived = $state(false);
  sort = $state("");
  /** The id of the view that this began as; empty for none. */
  viewId = $state("");
  /** The columns of the view, as they were changed since. */
  private viewLayout = $state.raw<Layout | null>(null);
  searchBox = $state<HTMLInputElement | null>(null);
  table = $state<Table>(null);
  /** The row to stand on when the rows are here. */
  private row: number | null;
  /** The address says nothing: the list opens as the person wants it to. */
  private isPlain: boolean;

  /** `path` is the screen's ("parties"); `none` are the filters when nothing is chosen. */
  constructor(
    readonly path: string,
    query: URLSearchParams,
    private readonly none: F,
    private readonly firstSort = "name",
  ) {
    this.list = new PagedList<T>(`/api/${path}`);
    this.views = new ListViews(path);
    Object.assign(this, this.read(query));
    this.row = Number(query.get("row")) || null;
    this.isPlain = isPlain(query);
  }

  /** The address of the open list was changed from outside (a link, Back): `$effect(() => rows.follow(query))`. */
  follow(query: URLSearchParams): void {
    const wanted = this.read(query);
    untrack(() => {
      const { search, filters, archived, sort, viewId } = this;
      if (same(wanted, { search, filters, archived, sort, viewId })) return;
      Object.assign(this, wanted);
      this.viewLayout = null;
      this.row = Number(query.get("row")) || null;
      this.isPlain = isPlain(query);
      void this.begin();
    });
  }

  private read(query: URLSearchParams) {
    const filters = Object.keys(this.none).map((key) => [key, query.get(key) ?? ""]);
    return {
      search: query.get("search") ?? "",
      filters: Object.fromEntries(filters) as F,
      archived: query.get("archived") === "yes",
      sort: query.get("sort") ?? this.firstSort,
      viewId: query.get("view") ?? "",
    };
  }

  get view(): View | undefined {
    return this.views.find(this.viewId);
  }
  /** The columns: the view's, else what the person chose for the list. */
  get layout(): Layout | null {
    return this.view ? (this.viewLayout ?? this.view.layout ?? this.views.layout) : this.views.layout;
  }
  /** In a view a choice of columns is the view's, and kept when that is saved. */
  setLayout(layout: Layout | null): void {
    if (this.view) this.viewLayout = layout ?? { order: [], hidden: [] };
    else this.views.layout = layout;
  }

  /** What is shown now, to be kept as a view. */
  get shown(): Shown {
    const { search, archived, sort, layout } = this;
    return { search: search.trim(), filters: $state.snapshot(this.filters) as F, archived, sort, layout };
  }
  /** Is something shown that its view, or else everything, has otherwise? */
  get isChanged(): boolean {
    const { search = "", archived = false, sort = this.firstSort, filters, layout } = this.view ?? {};
    const began = { search, filters: { ...this.none, ...filters }, archived, sort, layout };
    return !same({ ...this.shown, layout: this.viewLayout ?? layout }, began);
  }

  /** Shows a view; undefined: everything. */
  take(view: View | undefined): void {
    this.begins(view);
    void this.ask();
  }
  private begins(view: View | undefined): void {
    this.viewId = view?.id ?? (this.views.first ? EVERYTHING : "");
    this.viewLayout = null;
    this.search = view?.search ?? "";
    this.archived = view?.archived ?? false;
    this.sort = view?.sort ?? this.firstSort;
    const filters = Object.keys(this.none).map((key) => [key, view?.filters[key] ?? this.none[key] ?? ""]);
    this.filters = Object.fromEntries(filters) as F;
  }

  get narrowed(): boolean {
    return Boolean(this.search.trim()) || Object.values(this.filters).some(Boolean);
  }

  /** When the screen appears: the rows, and the cursor on the row one came from. */
  async begin(): Promise<void> {
    if (this.isPlain && this.views.first) this.begins(this.views.first);
    await this.ask(this.row);
    for (let page = 0; page < 40 && this.row && this.indexOf(this.row) < 0 && this.list.hasMore; page += 1) {
      await this.list.more();
    }
    await tick();
    const nobodyChose =
      document.activeElement === document.body || document.activeElement?.tagName === "MAIN";
    if (nobodyChose && this.list.items.length > 0) {
      this.table?.focusRow(this.row ? Math.max(0, this.indexOf(this.row)) : 0);
    }
    this.row = null;
  }

  ask = async (row: number | null = null): Promise<void> => {
    this.askSoon.cancel();
    this.remember(row);
    await this.list.load(this.query);
  };
  /** What the list asks of the server, whatever the page. */
  get query() {
    return {
      ...this.filters,
      search: this.search.trim(),
      include_archived: this.archived,
      sort: this.sort,
    };
  }
  askSoon = debounce(() => void this.ask());

  filter(key: keyof F, value: string): void {
    (this.filters as Filters)[key as string] = value;
    void this.ask();
  }
  sortBy = (sort: string): void => {
    this.sort = sort;
    void this.ask();
  };
  toggleArchived = (): void => {
    this.archived = !this.archived;
    void this.ask();
  };
  clear = (): void => {
    this.search = "";
    this.filters = { ...this.none };
    void this.ask();
    this.searchBox?.focus();
  };

  /** After a row was changed here: the rows anew, the cursor on it, or where it was. */
  async renew(changed: { id: number }): Promise<void> {
    const index = standing();
    await this.list.reload();
    await tick();
    const at = this.indexOf(changed.id);
    this.table?.focusRow(at >= 0 ? at : index);
  }
  /** After many were changed: the marks go, the cursor stays. */
  renewAll = async (): Promise<void> => {
    const index = standing();
    this.marks.clear();
    await this.list.reload();
    await tick();
    if (this.list.items.length > 0) this.table?.focusRow(index);
  };

  /** Into a record; the address of the list keeps the row, for the way back. */
  open = (row: T): void => {
    this.remember(row.id);
    void go(`${this.path}/${row.id}`);
  };

  focusSearch(): void {
    this.searchBox?.focus();
    this.searchBox?.select();
  }

  end(): void {
    this.askSoon.cancel();
    this.list.stop();
  }

  private indexOf(id: number): number {
    return this.list.items.findIndex((item) => item.id === id);
  }

  private remember(row: number | null): void {
    const query: Record<string, string> = {
      ...this.filters,
      search: this.search.trim(),
      archived: this.archived ? "yes" : "",
      sort: this.sort === this.firstSort ? "" : this.sort,
      view: this.viewId || (this.views.first ? EVERYTHING : ""),
    };
    lists.set(placeOf(this.path), query);
    setQuery({ ...query, row: row ? String(row) : "" });
  }
}

/** The way back to a list as it was left, with the cursor on a row; a new row is shown whatever was searched. */
export function listHref(path: string, row?: number | null, options: { isNew?: boolean } = {}): string {
  const { sort = "", archived = "", ...narrowing } = lists.get(placeOf(path)) ?? {};
  const kept = options.isNew ? { view: narrowing["view"] ? EVERYTHING : "" } : narrowing;
  const query = { ...kept, sort, archived, row: row ? String(row) : "" };
  return href(path, Object.fromEntries(Object.entries(query).filter(([, value]) => value)));
}

const isPlain = (query: URLSearchParams) => [...query.keys()].every((key) => key === "row");
/** The row the cursor is on. */
const standing = () =>
  Number(document.activeElement?.closest<HTMLElement>("tr[data-row]")?.dataset["row"] ?? 0);
const placeOf = (path: string) => `${currentTenantId() ?? ""} ${path}`;
const lists = new Map<string, Record<string, string>>();

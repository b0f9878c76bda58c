// A list of records as a person left it: search, filters, order and the row under the cursor stand in the
// address, so that Back and the way back from a record lead to the same place.
import { tick, untrack } from "svelte";
import { debounce } from "$lib/debounce";
import { PagedList } from "$lib/list.svelte";
import { currentTenantId, go, href, setQuery } from "$lib/router.svelte";
import { same } from "./path";

type Filters = Record<string, string>;
type Table = { focusRow: (index?: number) => void } | null;

export class ListState<T extends { id: number }, F extends Filters> {
  readonly list: PagedList<T>;
  search = $state("");
  filters = $state() as F;
  archived = $state(false);
  sort = $state("");
  searchBox = $state<HTMLInputElement | null>(null);
  table = $state<Table>(null);
  /** The row to stand on when the rows are here. */
  private row: number | null;

  /** `path` is the screen's ("parties"); `none` are the filters when nothing is chosen. */
  constructor(
    private readonly path: string,
    query: URLSearchParams,
    private readonly none: F,
    private readonly firstSort = "name",
  ) {
    this.list = new PagedList<T>(`/api/${path}`);
    Object.assign(this, this.read(query));
    this.row = Number(query.get("row")) || null;
  }

  /** The address of the open list was changed from outside (a link, Back): `$effect(() => rows.follow(query))`. */
  follow(query: URLSearchParams): void {
    const wanted = this.read(query);
    untrack(() => {
      const { search, filters, archived, sort } = this;
      if (same(wanted, { search, filters, archived, sort })) return;
      Object.assign(this, wanted);
      this.row = Number(query.get("row")) || null;
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
    };
  }

  get narrowed(): boolean {
    return Boolean(this.search.trim()) || Object.values(this.filters).some(Boolean);
  }

  /** When the screen appears: the rows, and the cursor on the row one came from. */
  async begin(): Promise<void> {
    await this.ask(this.row);
    for (let page = 0; page < 12 && this.row && this.indexOf(this.row) < 0 && this.list.hasMore; page += 1) {
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
    await this.list.load({
      ...this.filters,
      search: this.search.trim(),
      include_archived: this.archived,
      sort: this.sort,
    });
  };
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
    const row = document.activeElement?.closest("tr");
    const index = row?.sectionRowIndex ?? 0;
    await this.list.reload();
    await tick();
    const at = this.indexOf(changed.id);
    this.table?.focusRow(at >= 0 ? at : index);
  }

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
    };
    lists.set(placeOf(this.path), query);
    setQuery({ ...query, row: row ? String(row) : "" });
  }
}

/** The way back to a list as it was left, with the cursor on a row; a new row is shown whatever was searched. */
export function listHref(path: string, row?: number | null, options: { isNew?: boolean } = {}): string {
  const { sort = "", archived = "", ...narrowing } = lists.get(placeOf(path)) ?? {};
  const query = { ...(options.isNew ? {} : narrowing), sort, archived, row: row ? String(row) : "" };
  return href(path, Object.fromEntries(Object.entries(query).filter(([, value]) => value)));
}

const placeOf = (path: string) => `${currentTenantId() ?? ""} ${path}`;
const lists = new Map<string, Record<string, string>>();

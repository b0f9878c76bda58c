// The work on the tree of categories: what is being named, moved or added, and sending it.
import { asApiError, put, remove, type ApiError } from "$lib/api";
import { confirm } from "$lib/confirm.svelte";
import { t } from "$lib/messages";
import { toast, toastError } from "$lib/toast.svelte";
import { inTreeOrder, withDescendants, type Branch } from "./category-tree";
import { categories } from "./known.svelte";

/** In which row something is written; `add` stands below its parent, or at the top. */
type Doing =
  { what: "add"; parent: number | null } | { what: "rename"; id: number } | { what: "move"; id: number };
/** A row of the screen: a category, or the place of one that is being named (id 0). */
export type Row = Branch & { isNew?: boolean };

export const TOP = "top";

export class CategoryEdit {
  doing = $state.raw<Doing | null>(null);
  problem = $state<string | null>(null);
  loading = $state(true);
  error = $state.raw<ApiError | null>(null);

  rows = $derived.by((): Row[] => {
    const branches: Row[] = inTreeOrder(categories.items);
    if (this.doing?.what !== "add") return branches;
    const parent = this.doing.parent;
    const at = branches.findIndex((branch) => branch.id === parent);
    const depth = parent === null ? 0 : (branches[at]?.depth ?? -1) + 1;
    const fresh = { id: 0, parent_id: parent, name: "", path: "", products: 0, depth, isNew: true };
    return branches.toSpliced(at + 1, 0, fresh);
  });

  load = async (): Promise<void> => {
    this.error = null;
    try {
      await categories.load();
    } catch (error) {
      this.error = asApiError(error);
    }
    this.loading = false;
  };

  begin(doing: Doing | null): void {
    this.doing = doing;
    this.problem = null;
  }

  /** Where it can be moved to, the top first. */
  places(id: number): { value: string; label: string }[] {
    const taken = withDescendants(categories.items, id);
    const free = inTreeOrder(categories.items).filter((one) => !taken.has(one.id));
    return [
      { value: TOP, label: t("categories.top") },
      ...free.map((one) => ({ value: String(one.id), label: one.path })),
    ];
  }

  /** Keeps the name written; answers the id of the row to stand on, or null when it was refused. */
  async name(row: Row, name: string): Promise<number | null> {
    return this.tell(async () => {
      if (!row.isNew) {
        await this.change(row.id, { name, parent_id: row.parent_id });
        toast(t("categories.saved", { name }));
        return row.id;
      }
      const made = await categories.add({ name, parent_id: row.parent_id });
      toast(t("categories.added", { name }));
      return made.id;
    });
  }

  async move(row: Row, to: string): Promise<number | null> {
    return this.tell(async () => {
      await this.change(row.id, { name: row.name, parent_id: to === TOP ? null : Number(to) });
      toast(t("categories.moved", { name: row.name }));
      return row.id;
    });
  }

  async delete(row: Row): Promise<boolean> {
    const { name, products } = row;
    const hasBelow = categories.items.some((one) => one.parent_id === row.id);
    if (products > 0 || hasBelow) {
      toast(
        products > 0 ? t("categories.inUse", { name, count: products }) : t("categories.hasBelow", { name }),
        {
          tone: "plain",
        },
      );
      return false;
    }
    const sure = await confirm({
      title: t("categories.deleteTitle", { name }),
      text: t("categories.deleteText"),
      yes: t("categories.delete"),
      danger: true,
    });
    if (!sure) return false;
    try {
      await remove(`/api/product-categories/${row.id}`);
      await categories.load();
      toast(t("categories.deleted", { name }));
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  }

  private async change(id: number, body: { name: string; parent_id: number | null }): Promise<void> {
    await put(`/api/product-categories/${id}`, body);
    await categories.load();
  }

  private async tell(send: () => Promise<number>): Promise<number | null> {
    this.problem = null;
    try {
      const id = await send();
      this.doing = null;
      return id;
    } catch (error) {
      const refused = asApiError(error);
      this.problem = refused.fields[0]?.message ?? refused.message;
      return null;
    }
  }
}

// The rows a person marked in a list, to do one thing with all of them. A mark stays while one searches on.
import { t } from "$lib/messages";
import type { Marks } from "$lib/ui";

export class MarkedRows<T extends { id: number; name: string }> implements Marks<T> {
  private byId = $state.raw<ReadonlyMap<number, T>>(new Map());
  /** Where a stretch begins. */
  private last: number | null = null;

  get size(): number {
    return this.byId.size;
  }
  get rows(): T[] {
    return [...this.byId.values()];
  }
  get ids(): number[] {
    return [...this.byId.keys()];
  }

  has = (row: T): boolean => this.byId.has(row.id);
  label = (row: T): string => t("record.mark", { name: row.name });

  toggle = (row: T): void => {
    const next = new Map(this.byId);
    if (!next.delete(row.id)) next.set(row.id, row);
    this.byId = next;
    this.last = row.id;
  };

  upTo = (row: T, rows: T[]): void => {
    const to = rows.findIndex(({ id }) => id === row.id);
    const from = this.last === null ? to : rows.findIndex(({ id }) => id === this.last);
    const stretch = rows.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1);
    this.byId = new Map([...this.byId, ...stretch.map((each) => [each.id, each] as const)]);
    this.last = row.id;
  };

  all = (rows: T[]): void => {
    const isAll = rows.every(this.has);
    this.byId = isAll ? new Map() : new Map([...this.byId, ...rows.map((row) => [row.id, row] as const)]);
  };

  clear = (): void => {
    this.byId = new Map();
    this.last = null;
  };
}

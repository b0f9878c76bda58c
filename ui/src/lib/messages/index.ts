// t("start.title") and t("start.count", { count: 3 }): the words on the screen, typed by their key.
import { en } from "./en";

type Messages = typeof en;
type Key = keyof Messages;
type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Params<K extends Key> = Messages[K] extends (params: infer P) => string
  ? [params: P]
  : Messages[K] extends string
    ? [Names<Messages[K]>] extends [never]
      ? []
      : [params: Record<Names<Messages[K]>, string | number>]
    : never;

export type MessageKey = Key;

export function t<K extends Key>(key: K, ...params: Params<K>): string {
  const message = en[key] as string | ((params: unknown) => string);
  if (typeof message === "function") return message(params[0]);
  const values = (params[0] ?? {}) as Record<string, string | number>;
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import type { Found } from "../features/registry";
import { router } from "../lib/router.svelte";
import ScreenOutlet from "./ScreenOutlet.svelte";

let made = 0;
const Counted = () => {
  made += 1;
  return {};
};
const loaded = Promise.resolve({ default: Counted });
const screen = () => loaded;
const found = (id: string): Found => ({
  feature: { key: "x" },
  screen,
  pattern: "parties/:id",
  params: { id },
});

let shown: object | null = null;
afterEach(() => shown && unmount(shown));

it("keeps the screen while only the query changes; a record, or words left for good, make it anew", async () => {
  const props = $state({ found: found("1") as Found | null, query: new URLSearchParams() });
  shown = mount(ScreenOutlet, { target: document.body, props });
  const settle = async () => {
    flushSync();
    await loaded;
    await tick();
    return made;
  };
  expect(await settle()).toBe(1);

  props.found = found("1"); // as the frame does on every navigation
  props.query = new URLSearchParams("part=look");
  expect(await settle()).toBe(1);

  props.found = found("2");
  expect(await settle()).toBe(2);

  router.abandoned += 1;
  expect(await settle()).toBe(3);
});

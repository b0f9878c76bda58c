import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeAll, expect, it } from "vitest";
import Select from "./Select.svelte";

beforeAll(() => {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

let shown: object | null = null;
afterEach(async () => {
  if (shown) await unmount(shown);
  shown = null;
});

const CHOICES = [
  { value: "", label: "None" },
  { value: "gram", label: "Gram" },
  { value: "gross", label: "Gross", disabled: true },
  { value: "kilo", label: "Kilogram" },
];
function select(value: string) {
  const chosen: string[] = [];
  const props = $state({ value, choices: CHOICES, label: "Unit", onchange: (v: string) => chosen.push(v) });
  shown = mount(Select, { target: document.body, props });
  const button = document.querySelector<HTMLElement>("[role=combobox]")!;
  button.focus();
  return { button, chosen };
}
async function press(button: HTMLElement, key: string) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  button.dispatchEvent(event);
  flushSync();
  await tick();
  return event;
}
const list = () => document.querySelector("[role=listbox]");
const at = () => document.querySelector("[data-highlighted]");

it("opens on what is chosen, walks past what cannot be, and says where it stands", async () => {
  const { button, chosen } = select("gram");
  await press(button, "ArrowDown");
  expect(button.getAttribute("aria-expanded")).toBe("true");
  expect(button.getAttribute("aria-controls")).toBe(list()?.id);
  expect(at()?.textContent.trim()).toBe("Gram");
  await press(button, "ArrowDown");
  expect(at()?.textContent.trim()).toBe("Kilogram");
  expect(button.getAttribute("aria-activedescendant")).toBe(at()?.id);
  await press(button, "ArrowDown");
  expect(at()?.textContent.trim()).toBe("Kilogram");
  await press(button, "Enter");
  expect(chosen).toEqual(["kilo"]);
  expect(list()).toBe(null);
  expect(document.activeElement).toBe(button);
});

it("gives way to Escape without a change, and keeps the key from what lies below", async () => {
  const { button, chosen } = select("");
  await press(button, " ");
  expect(at()?.textContent.trim()).toBe("None");
  await press(button, "k");
  expect(at()?.textContent.trim()).toBe("Kilogram");
  let heard = 0;
  const hear = () => (heard += 1);
  document.addEventListener("keydown", hear);
  expect((await press(button, "Escape")).defaultPrevented).toBe(true);
  document.removeEventListener("keydown", hear);
  expect(heard).toBe(0);
  expect(list()).toBe(null);
  expect(chosen).toEqual([]);
});

it("takes a choice by its letter while it is closed", async () => {
  const { button, chosen } = select("");
  await press(button, "g");
  expect(list()).toBe(null);
  expect(chosen).toEqual(["gram"]);
});

it("closes by a press elsewhere, and goes with the screen it belongs to", async () => {
  const { button } = select("");
  await press(button, " ");
  document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  flushSync();
  expect(list()).toBe(null);
  await press(button, " ");
  expect(list()).not.toBe(null);
  await unmount(shown!);
  shown = null;
  expect(list()).toBe(null);
});

it("leaves Enter to its surroundings while it is closed, and lets them go on when one took a choice by it", async () => {
  const { button, chosen } = select("gram");
  let left = 0;
  const hear = (event: KeyboardEvent) => (left += event.key === "Enter" && !event.defaultPrevented ? 1 : 0);
  document.addEventListener("keydown", hear);
  expect((await press(button, "Enter")).defaultPrevented).toBe(false);
  expect(list()).toBe(null);
  expect(left).toBe(1);
  await press(button, "ArrowDown");
  await press(button, "ArrowDown");
  expect((await press(button, "Enter")).defaultPrevented).toBe(true);
  await tick();
  document.removeEventListener("keydown", hear);
  expect(chosen).toEqual(["kilo"]);
  expect(left).toBe(2);
  expect(list()).toBe(null);
});

import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import Combobox from "./Combobox.svelte";

beforeAll(() => {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

vi.setConfig({ testTimeout: 30_000 }); // a machine under load takes its time

let shown: object | null = null;
afterEach(() => shown && unmount(shown));

const choices = (...labels: string[]) => labels.map((label) => ({ value: label.toLowerCase(), label }));
const settle = async () => {
  flushSync();
  for (let i = 0; i < 4; i += 1) await tick();
  await new Promise((done) => setTimeout(done, 20));
};
const at = () => document.querySelector("[data-highlighted]")?.textContent?.trim();

async function typing(text: string, first: ReturnType<typeof choices>) {
  const props = $state({ choices: first, value: "", label: "Who", onsearch: () => undefined });
  shown = mount(Combobox, { target: document.body, props });
  const input = document.querySelector<HTMLInputElement>("[role=combobox]")!;
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await settle();
  return { props, input };
}
const press = (input: HTMLElement, key: string) =>
  input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

it("highlights the first row of a list that arrives after typing", async () => {
  const { props } = await typing("ud", choices("Udaipur", "Udupi"));
  expect(at()).toBe("Udaipur");
  props.choices = choices("Udupi", "Udaipur"); // the one before is still there, but second now
  await settle();
  expect(at()).toBe("Udupi");
  props.choices = choices("Madurai");
  await settle();
  expect(at()).toBe("Madurai");
});

it("stays on the row a person walked to, as long as it is there", async () => {
  const { props, input } = await typing("ud", choices("Udaipur", "Udupi"));
  press(input, "ArrowDown");
  await settle();
  expect(at()).toBe("Udupi");
  props.choices = choices("Udaipur", "Udhampur", "Udupi");
  await settle();
  expect(at()).toBe("Udupi");
  props.choices = choices("Udaipur", "Udhampur");
  await settle();
  expect(at()).toBe("Udaipur");
});

import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import DateInput from "./DateInput.svelte";

beforeAll(() => {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

vi.setConfig({ testTimeout: 30_000 }); // a month of days is much to draw without a browser

let shown: object | null = null;
beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 10, 23, 12) }));
afterEach(async () => {
  if (shown) await unmount(shown);
  shown = null;
  vi.useRealTimers();
});

const settle = async () => {
  flushSync();
  await new Promise((done) => setTimeout(done, 40));
  await tick();
};
const press = async (key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement?.dispatchEvent(event);
  await settle();
};
const under = () => (document.activeElement as HTMLElement).dataset["value"];

function entered(value: string, max?: string) {
  shown = mount(DateInput, { target: document.body, props: { value, label: "Day", max } });
  const input = document.querySelector("input")!;
  input.focus();
  return input;
}
async function opened(value: string, max?: string) {
  const input = entered(value, max);
  await press("ArrowDown", { altKey: true });
  return input;
}
const dialog = () => document.querySelector('[role="dialog"]');

it("opens a calendar on the day that is written, and takes the one that is chosen", async () => {
  const input = await opened("2026-03-05");
  expect(under()).toBe("2026-03-05");
  await press("ArrowDown");
  await press("ArrowRight");
  expect(under()).toBe("2026-03-13");
  await press("Enter");
  expect(dialog()).toBeNull();
  expect(document.activeElement).toBe(input);
  expect(input.value).toBe("13 Mar 2026");
});

it("walks by month, year and week, and to today", async () => {
  await opened("2026-03-31");
  await press("PageUp");
  expect(under()).toBe("2026-02-28");
  await press("PageUp", { shiftKey: true });
  expect(under()).toBe("2025-02-28");
  await press("Home");
  expect(under()).toBe("2025-02-23");
  await press("End");
  expect(under()).toBe("2025-03-01");
  await press("t");
  expect(under()).toBe("2026-11-23");
});

it("begins today when nothing is written, and does not go beyond the last day", async () => {
  await opened("", "2026-11-23");
  expect(under()).toBe("2026-11-23");
  await press("PageDown");
  expect(under()).toBe("2026-11-23");
  expect(document.querySelector('.day[data-value="2026-11-24"]')?.hasAttribute("data-disabled")).toBe(true);
});

it("leaves what was typed as it is when it is closed again", async () => {
  const input = entered("");
  input.value = "5 jan 1978";
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await press("ArrowDown", { altKey: true });
  expect(under()).toBe("1978-01-05");
  await press("Escape");
  expect(dialog()).toBeNull();
  expect(input.value).toBe("5 Jan 1978");
});

import { afterEach, describe, expect, it, vi } from "vitest";
import {
  handleKey,
  keysOf,
  registerCommands,
  runCommand,
  searchCommands,
  shortcutOf,
  usableCommands,
  type Command,
} from "./commands.svelte";

const forgets: (() => void)[] = [];
function add(command: Partial<Command> & { id: string }) {
  const full = { label: command.id, group: "Do", run: vi.fn(), ...command };
  forgets.push(registerCommands([full]));
  return full;
}
afterEach(() => {
  forgets.splice(0).forEach((forget) => forget());
  document.body.replaceChildren();
});

function press(key: string, more: KeyboardEventInit = {}, on: EventTarget = document.body) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, "target", { value: on });
  return handleKey(event);
}

describe("the registry", () => {
  it("runs by id, as the native menu does, unless it is not usable", () => {
    const open = add({ id: "palette.open" });
    const never = add({ id: "never", when: () => false });
    expect(runCommand("palette.open")).toBe(true);
    expect(open.run).toHaveBeenCalledOnce();
    expect(runCommand("never")).toBe(false);
    expect(never.run).not.toHaveBeenCalled();
    expect(runCommand("unheard.of")).toBe(false);
  });

  it("replaces a command of the same id, and forgets only its own", () => {
    const old = add({ id: "party.new", label: "old" });
    add({ id: "party.new", label: "new" });
    expect(usableCommands().map((command) => command.label)).toEqual(["new"]);
    forgets[0]?.();
    expect(old.run).not.toHaveBeenCalled();
    expect(usableCommands()).toHaveLength(1);
  });

  it("finds by any words, the beginning of a label first", () => {
    add({ id: "a", label: "Show all parties" });
    add({ id: "b", label: "Parties", keywords: "customers" });
    expect(searchCommands(usableCommands(), "part").map((command) => command.id)).toEqual(["b", "a"]);
    expect(searchCommands(usableCommands(), "cust part").map((command) => command.id)).toEqual(["b"]);
    expect(searchCommands(usableCommands(), "xyz")).toEqual([]);
  });
});

describe("keys", () => {
  it.each([
    ["k", { ctrlKey: true, code: "KeyK" }, "Ctrl+K"],
    ["!", { ctrlKey: true, shiftKey: true, code: "Digit1" }, "Ctrl+1"],
    ["?", { shiftKey: true, code: "Slash" }, "?"],
    ["N", { shiftKey: true, code: "KeyN" }, "Shift+N"],
    ["n", { code: "KeyN" }, "N"],
    ["Enter", { ctrlKey: true, code: "Enter" }, "Ctrl+Enter"],
    ["Control", { ctrlKey: true, code: "ControlLeft" }, null],
  ])("%s with %j is %j", (key, more, shortcut) => {
    expect(shortcutOf(new KeyboardEvent("keydown", { key, ...more }))).toBe(shortcut);
  });

  it("run their command, the one registered last", () => {
    const first = add({ id: "first", shortcut: "N" });
    const last = add({ id: "last", shortcut: "N" });
    expect(press("n")).toBe(true);
    expect(first.run).not.toHaveBeenCalled();
    expect(last.run).toHaveBeenCalledOnce();
  });

  it("without Ctrl leave a person who types alone", () => {
    const create = add({ id: "new", shortcut: "N" });
    const palette = add({ id: "palette", shortcut: "Ctrl+K" });
    const input = document.body.appendChild(document.createElement("input"));
    expect(press("n", {}, input)).toBe(false);
    expect(press("k", { ctrlKey: true }, input)).toBe(true);
    expect(create.run).not.toHaveBeenCalled();
    expect(palette.run).toHaveBeenCalledOnce();
  });

  it("do nothing under an open dialog", () => {
    add({ id: "new", shortcut: "N" });
    document.body.appendChild(document.createElement("div")).setAttribute("role", "dialog");
    expect(press("n")).toBe(false);
  });

  it("read as they stand on the keyboard", () => {
    expect(keysOf("Ctrl+Shift+ArrowUp")).toEqual(["Ctrl", "Shift", "↑"]);
    expect(keysOf("+")).toEqual(["+"]);
  });
});

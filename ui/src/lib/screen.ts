// What a feature hands to the frame: its screens, its commands, what it finds. See features/registry.ts.
import type { Component } from "svelte";
import type { Command } from "./commands.svelte";

/** What every screen is given: the parts of its address. */
export type ScreenProps = { params: Record<string, string>; query: URLSearchParams };

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a screen may take fewer props than it is given
export type Screen = () => Promise<{ default: Component<any> }>;

/** A thing found by the palette: a party, a patient. */
export type Hit = { label: string; hint?: string; icon?: string; path: string };

export type Feature = {
  /** As in the domain pack's menu: "parties". */
  key: string;
  /** What a business must be granted for it: "patient_management". */
  needs?: string;
  /** Below "#/b/<tenant_id>/": "parties", "parties/new", "parties/:id". Earlier patterns win. */
  routes?: Record<string, Screen>;
  /** Below "#/": "settings", "settings/:id". No business is open there. */
  installation?: Record<string, Screen>;
  /** What can be done from anywhere in an open business. */
  commands?: () => Command[];
  /** Asked by the palette as a person types; at most a handful. */
  find?: (typed: string, signal: AbortSignal) => Promise<Hit[]>;
};

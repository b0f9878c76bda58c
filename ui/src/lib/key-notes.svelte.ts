// Keys that a list, a form or its lines answer themselves, and that are no commands: told by the "?" sheet while what
// answers them is on the screen.

export type KeyNote = { keys: string[]; label: string };
type Notes = { group: string; notes: KeyNote[] };

// Plain, with a counter beside it, for the reason told in commands.svelte.ts.
let list: Notes[] = [];
let changes = 0;
let changed = $state(0);

/** Adds keys; the answer takes them away: `$effect(() => noteKeys(t("keys.list"), [...]))`. */
export function noteKeys(group: string, notes: KeyNote[]): () => void {
  const added = { group, notes };
  keep([...list, added]);
  return () => keep(list.filter((one) => one !== added));
}

/** By group, each key for a thing once, however many lists or lines of its kind there are. */
export function notedKeys(): [group: string, notes: KeyNote[]][] {
  void changed;
  const groups = new Map<string, Map<string, KeyNote>>();
  for (const { group, notes } of list) {
    const known = groups.get(group) ?? new Map<string, KeyNote>();
    for (const note of notes) known.set(`${note.keys.join(" ")} ${note.label}`, note);
    groups.set(group, known);
  }
  return [...groups].map(([group, notes]) => [group, [...notes.values()]]);
}

function keep(notes: Notes[]): void {
  list = notes;
  changed = ++changes;
}

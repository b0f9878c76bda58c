// What floats above a screen: lists of choices, menus, the calendar. It is laid beside its anchor where there is room,
// stays with it while things scroll, and closes by Escape or by a press elsewhere. It lies within the question it was
// opened from, so that the question's hold on the focus includes it.
import type { Attachment } from "svelte/attachments";

const GAP = 4;
const EDGE = 4;

type Floating = {
  anchor: () => HTMLElement | null | undefined;
  close: () => void;
  /** Presses here do not close it; by itself the anchor. */
  inside?: () => HTMLElement | null | undefined;
  /** 0: it begins where the anchor begins, 1: it ends where the anchor ends. */
  align?: number;
  /** A press elsewhere only closes it. */
  held?: boolean;
};

/** Bits UI asks this list, topmost last, whose question a press outside answers. */
type Layers = Map<object, { current: string }>;
const layers = () => (globalThis as { bitsDismissableLayers?: Layers }).bitsDismissableLayers;

export function floating({
  anchor,
  close,
  inside = anchor,
  align = 0,
  held,
}: Floating): Attachment<HTMLElement> {
  return (node) => {
    const by = anchor();
    if (!by) return;
    const dialog = by.closest<HTMLElement>("[role=dialog], [role=alertdialog]");
    const host = dialog ?? document.body;
    host.append(node);
    if (held) host.classList.add("held");
    layers()?.set(node, { current: "ignore" });

    const place = () => {
      const { style } = node;
      const { left, top, bottom, width } = by.getBoundingClientRect();
      style.setProperty("--anchor-width", `${width}px`);
      style.removeProperty("--room");
      const below = innerHeight - bottom - GAP - EDGE;
      const above = top - GAP - EDGE;
      const isBelow = node.offsetHeight <= below || below >= above;
      style.setProperty("--room", `${isBelow ? below : above}px`);
      const x = Math.min(left + (width - node.offsetWidth) * align, innerWidth - node.offsetWidth - EDGE);
      const y = isBelow ? bottom + GAP : top - GAP - node.offsetHeight;
      const from = dialog?.getBoundingClientRect();
      style.position = from ? "absolute" : "fixed"; // a dialog is moved, and what is fixed in it moves along
      style.left = `${Math.max(EDGE, x) - (from ? from.left + host.clientLeft : 0)}px`;
      style.top = `${y - (from ? from.top + host.clientTop : 0)}px`;
    };
    const scrolled = (event: Event) => node.contains(event.target as Node) || place();
    const pressed = ({ target }: Event) =>
      [node, inside()].some((part) => part?.contains(target as Node)) || close();
    const keyed = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation(); // it is not meant for the question below
      close();
    };
    place();
    const until = new AbortController();
    const { signal } = until;
    addEventListener("resize", place, { signal });
    addEventListener("scroll", scrolled, { signal, capture: true, passive: true });
    addEventListener("keydown", keyed, { signal, capture: true });
    document.addEventListener("pointerdown", pressed, { signal, capture: true });
    const sizes = new ResizeObserver(place);
    for (const one of [node, by]) sizes.observe(one);
    return () => {
      until.abort();
      sizes.disconnect();
      host.classList.remove("held");
      layers()?.delete(node);
      node.remove(); // it is not where Svelte takes away what went with its surroundings
    };
  };
}

/** For the button that opens it: opens on the press, as what the system draws does, and by a click that no press led
 *  to, as reading aids make one. The focus stays where it is. */
export const opening = (toggle: (byMouse: boolean) => void) => ({
  onmousedown: (event: MouseEvent) => {
    event.preventDefault();
    if (event.button === 0 && !event.ctrlKey) toggle(true);
  },
  onclick: (event: MouseEvent) => {
    if (event.detail === 0) toggle(false);
  },
});

// Marks the moment at which the first screen can be used: what the window's start is measured by.
const NAME = "cashflow.usable";

let usable: () => void;
const drawn = new Promise<void>((resolve) => (usable = resolve));

/** To be called when a screen has what it shows; the next frame draws it. Only the first call counts. */
export function markUsable(): void {
  requestAnimationFrame(() => {
    if (performance.getEntriesByName(NAME).length > 0) return;
    performance.mark(NAME);
    setTimeout(usable); // after the frame
  });
}

/** When the first screen is drawn: the time to fetch what will be wanted next. */
export const onUsable = (): Promise<void> => drawn;

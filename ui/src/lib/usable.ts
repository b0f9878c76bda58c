// Marks the moment at which the first screen can be used: what the window's start is measured by.
const NAME = "cashflow.usable";

/** To be called when a screen has what it shows; the next frame draws it. Only the first call counts. */
export function markUsable(): void {
  requestAnimationFrame(() => {
    if (performance.getEntriesByName(NAME).length === 0) performance.mark(NAME);
  });
}

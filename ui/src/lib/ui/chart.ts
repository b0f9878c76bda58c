// Where the bars of a chart stand. Counts only: nothing here is money.

type Room = {
  width: number;
  height: number;
  /** For the figures and the steps. */ above: number;
  below: number;
};
export type Bar = { x: number; y: number; width: number; height: number; middle: number };

const WIDEST = 44;

/** A bar for each value, side by side over the whole width; a value above nothing is seen, however small. */
export function barsOf(values: number[], { width, height, above, below }: Room): Bar[] {
  const most = Math.max(1, ...values);
  const step = width / Math.max(1, values.length);
  const thick = Math.max(2, Math.min(WIDEST, step * 0.62));
  const ground = height - below;
  return values.map((value, i) => {
    const tall = value <= 0 ? 0 : Math.max(2, (value / most) * (ground - above));
    const middle = step * (i + 0.5);
    return { x: middle - thick / 2, y: ground - tall, width: thick, height: tall, middle };
  });
}

/** What part of the whole each is, in percent, for the length of its bar; the longest is as long as there is room. */
export function lengthsOf(counts: number[]): number[] {
  const most = Math.max(1, ...counts);
  return counts.map((count) => (count <= 0 ? 0 : Math.max(1, (count / most) * 100)));
}

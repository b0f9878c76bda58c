// The geometry of a quantity over time: it stays as counted until the next count, so the line goes in steps.
// Only places on the screen are computed here; what is told in words stays exact text.
import type { IsoDate, MaterialCount } from "$lib/types";

export type Spot = { x: number; y: number; count: MaterialCount };
export type Steps = {
  spots: Spot[];
  line: string;
  area: string;
  top: number;
  ticks: { y: number; value: number }[];
};
export type Box = {
  width: number;
  height: number;
  left: number;
  right: number;
  above: number;
  below: number;
};

/** Counts in any order, drawn from the first day to `until`. null when there are none. */
export function steps(counts: MaterialCount[], until: IsoDate, box: Box): Steps | null {
  const inOrder = inTime(counts);
  const [first] = inOrder;
  if (!first) return null;
  const from = dayNumber(first.counted_on);
  const to = Math.max(dayNumber(until), dayNumber(inOrder.at(-1)?.counted_on ?? until), from + 1);
  const top = topOf(counts);
  const wide = box.width - box.left - box.right;
  const high = box.height - box.above - box.below;
  const x = (date: IsoDate) => round(box.left + ((dayNumber(date) - from) / (to - from)) * wide);
  const y = (value: number) => round(box.above + high - (value / top) * high);

  const spots = inOrder.map((count) => ({ x: x(count.counted_on), y: y(Number(count.quantity)), count }));
  const end = round(box.left + wide);
  const line = spots.reduce(
    (path, spot, i) => path + (i === 0 ? `M${spot.x} ${spot.y}` : `H${spot.x}V${spot.y}`),
    "",
  );
  const floor = y(0);
  return {
    spots,
    line: `${line}H${end}`,
    area: `${line}H${end}V${floor}H${spots[0]?.x ?? box.left}Z`,
    top,
    ticks: [0, top / 2, top].map((value) => ({ y: y(value), value })),
  };
}

/** Where the scale ends. */
export const topOf = (counts: MaterialCount[]): number =>
  roundUp(Math.max(...counts.map((count) => Number(count.quantity)), 0));

/** Oldest first; of one day in the order they were recorded. */
export const inTime = (counts: MaterialCount[]): MaterialCount[] =>
  counts.toSorted((a, b) => a.counted_on.localeCompare(b.counted_on) || a.id - b.id);

/** The next round number; half of it is easily read too. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (
    [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
      .map((step) => Number((step * power).toPrecision(2)))
      .find((step) => step >= value) ?? value
  );
}

const dayNumber = (date: IsoDate) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const round = (place: number) => Math.round(place * 10) / 10;

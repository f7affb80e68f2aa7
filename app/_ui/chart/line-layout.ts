/** Where things stand in a line chart, in px: plain arithmetic, so that the canvas and what lies over it agree. */
import { type AxisTicks, axisTicks, epochTicks } from "./axis-ticks.ts";
import { pushApart } from "./push-apart.ts";

export type Point = { x: number; y: number | null };

export type LineSeries = {
  name: string;
  /** Validation is drawn solid, training dashed. */
  role: "train" | "validation";
  /** `x` in epochs done (1 = after the first), ascending; `y` as displayed; null leaves a gap. */
  values: readonly Point[];
  /** The running point of an epoch that is not over. */
  now?: { x: number; y: number };
};

export type BestPoint = { epoch: number; value: number; label: string };

type End = { x: number; y: number; text: string; live: boolean; solid: boolean; labelShift: number };

export type LineLayout = {
  width: number;
  height: number;
  grid: { left: number; right: number; top: number; bottom: number };
  firstEpoch: number;
  lastEpoch: number;
  epochs: number[];
  y: AxisTicks;
  /** Last x that has a value. */
  reached: number;
  /** Where each line ends, with its label and how far the label is pushed down (px). */
  ends: End[];
  toX: (epoch: number) => number;
  toY: (value: number) => number;
  /** Nearest whole epoch to a position. */
  toEpoch: (x: number) => number;
};

const LABEL_GAP = 15;
/** Room for a label behind the end of a line. */
const LABEL_WIDTH = 92;

export function lastPoint(series: LineSeries): { x: number; y: number } | undefined {
  if (series.now) return series.now;
  for (let index = series.values.length - 1; index >= 0; index--) {
    const point = series.values[index];
    if (point && point.y !== null) return { x: point.x, y: point.y };
  }
  return undefined;
}

export function layOutLines(
  series: readonly LineSeries[],
  epochs: number,
  width: number,
  height: number,
  format: (value: number) => string,
): LineLayout {
  const points = series.flatMap((one) => (one.now ? [...one.values, one.now] : [...one.values]));
  const values = points.flatMap(({ y }) => (y === null ? [] : [y]));
  const xs = points.map(({ x }) => x);
  const firstEpoch = epochs === 1 || xs.some((x) => x < 1) ? 0 : 1;
  const reached = Math.max(firstEpoch, ...xs);
  const lastEpoch = Math.max(epochs, Math.ceil(reached));
  const y = axisTicks(Math.min(...values), Math.max(...values), height < 260 ? 5 : 7);

  // The right margin grows only as a line's end comes near it: the label needs its room behind the last point.
  const left = 40;
  const share = (reached - firstEpoch) / (lastEpoch - firstEpoch || 1);
  const needed = share > 0 ? (LABEL_WIDTH - (width - left) * (1 - share)) / share : 0;
  const grid = { left, right: Math.max(14, Math.min(needed, LABEL_WIDTH)), top: 26, bottom: 26 };

  const innerWidth = Math.max(width - grid.left - grid.right, 1);
  const innerHeight = Math.max(height - grid.top - grid.bottom, 1);
  const toX = (epoch: number) => grid.left + ((epoch - firstEpoch) / (lastEpoch - firstEpoch || 1)) * innerWidth;
  const toY = (value: number) => grid.top + (1 - (value - y.low) / (y.high - y.low)) * innerHeight;
  const toEpoch = (x: number) => {
    const epoch = Math.round(firstEpoch + ((x - grid.left) / innerWidth) * (lastEpoch - firstEpoch));
    return Math.min(Math.max(epoch, Math.max(firstEpoch, 1)), lastEpoch);
  };

  const last = series.flatMap((one) => {
    const point = lastPoint(one);
    if (!point) return [];
    const text = `${one.role === "validation" ? "val." : one.name} ${format(point.y)}`;
    return [{ ...point, text, live: one.now !== undefined, solid: one.role === "validation" }];
  });
  const shifted = pushApart(
    last.map((end) => toY(end.y)),
    LABEL_GAP,
    grid.top,
    height - grid.bottom - 8,
  );
  const ends = last.map((end, index) => ({ ...end, labelShift: (shifted[index] ?? 0) - toY(end.y) }));

  return {
    width,
    height,
    grid,
    firstEpoch,
    lastEpoch,
    epochs: epochTicks(firstEpoch, lastEpoch, innerWidth),
    y,
    reached,
    ends,
    toX,
    toY,
    toEpoch,
  };
}

/** What of a series is drawn under given settings: its line, what was smoothed away, its envelope, and what no axis holds. */
import type { ChartPoint, ChartSeries, ChartSettings, XRange } from "./series.ts";
import { smooth } from "./smooth.ts";

/** A value that no axis holds, or not this one: shown at an edge, with its word in the read-out. */
export type EdgeMark = { x: number; y: number; edge: "top" | "bottom" };

export type DrawnLine = {
  series: ChartSeries;
  points: readonly ChartPoint[];
  /** Smoothed value of each point. */
  values: readonly number[];
  smoothed: boolean;
  /** Whether some points put several values together. */
  hasEnvelope: boolean;
  marks: EdgeMark[];
  /** The last place of the whole line. */
  last: { x: number; y: number } | null;
  /** Has values above 0 alone on its axis. */
  log: boolean;
};

/** Whether the axis can hold a value. */
export const isDrawable = (value: number, log: boolean): boolean => Number.isFinite(value) && (!log || value > 0);

/** In zoom, what lies beyond is left out but for the neighbours to which lines lead. */
export function drawnLine(series: ChartSeries, settings: ChartSettings, zoom: XRange | null): DrawnLine {
  const log = settings.y === "log";
  const smoothed = smooth(
    series.points.map(({ y }) => y),
    settings.smoothing,
  );
  const [from, to] = zoom ? within(series.points, zoom) : [0, series.points.length];
  const points = series.points.slice(from, to);
  const values = smoothed.slice(from, to);
  const marks: EdgeMark[] = [];
  let hasEnvelope = false;
  for (const { x, y, min, max, nonFinite } of points) {
    if (max !== undefined && max > (min ?? y)) hasEnvelope = true;
    const word = isDrawable(y, log) ? nonFinite : y;
    if (word !== undefined) marks.push({ x, y: word, edge: edgeOf(word) });
  }
  const end = smoothed.findLastIndex((value) => isDrawable(value, log));
  const last = end < 0 ? null : { x: series.points[end]?.x ?? 0, y: smoothed[end] ?? 0 };
  return { series, points, values, smoothed: settings.smoothing.kind !== "none", hasEnvelope, marks, last, log };
}

const edgeOf = (value: number): "top" | "bottom" =>
  Number.isNaN(value) || value === Number.POSITIVE_INFINITY ? "top" : "bottom";

/** Index of the first point at or behind `x`. */
export function firstAt(points: readonly { x: number }[], x: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.x ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function within(points: readonly ChartPoint[], { from, to }: XRange): [number, number] {
  return [Math.max(0, firstAt(points, from) - 1), Math.min(points.length, firstAt(points, to) + 1)];
}

/** The point of a line that is nearest to `x`; null where the line has none nearer than `reach`. */
export function nearest(line: DrawnLine, x: number, reach: number): { point: ChartPoint; value: number } | null {
  const after = firstAt(line.points, x);
  const candidates = [after - 1, after].flatMap((index) => {
    const point = line.points[index];
    return point ? [{ point, value: line.values[index] ?? point.y }] : [];
  });
  const [best] = candidates.sort((a, b) => Math.abs(a.point.x - x) - Math.abs(b.point.x - x));
  return best && Math.abs(best.point.x - x) <= reach ? best : null;
}

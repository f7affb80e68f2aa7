/** What a chart says at a place of its x axis. */
import type { ChartLayout } from "./chart-layout.ts";
import { type DrawnLine, isDrawable, nearest } from "./drawn-line.ts";
import type { ChartPoint } from "./series.ts";

export type Reading = { line: DrawnLine; point: ChartPoint; value: number };

/** px within which a point is near enough to be read out, where points lie close. */
const REACH = 12;

/** The point of each line that is nearest to `x`, of those that have one there. */
export function readingsAt(lines: readonly DrawnLine[], layout: ChartLayout, x: number): Reading[] {
  const perPx = (layout.x.to - layout.x.from) / (layout.width - layout.grid.left - layout.grid.right);
  return lines.flatMap((line) => {
    const found = nearest(line, x, Math.max(REACH * perPx, spacing(line) * 0.501));
    return found ? [{ line, ...found }] : [];
  });
}

/** Mean distance between the points of a line. */
function spacing({ points }: DrawnLine): number {
  const [first, last] = [points[0], points.at(-1)];
  return first && last && points.length > 1 ? (last.x - first.x) / (points.length - 1) : 0;
}

/** The x of the point that is nearest to `x`, of whichever line; `x` itself where there is none. */
export function snap(lines: readonly DrawnLine[], x: number): number {
  let best: number | null = null;
  for (const line of lines) {
    const found = nearest(line, x, Number.POSITIVE_INFINITY);
    if (found && (best === null || Math.abs(found.point.x - x) < Math.abs(best - x))) best = found.point.x;
  }
  return best ?? x;
}

/** The x of all points, in order, each once. */
export const placesOf = (lines: readonly Pick<DrawnLine, "points">[]): number[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);

/** Where on the chart a reading is marked, in px from its top: at an edge if the axis cannot hold it. */
export function markTop({ line, value }: Reading, layout: ChartLayout): number {
  const { top, bottom } = layout.grid;
  if (!isDrawable(value, line.log)) return value < 0 || value === 0 ? layout.height - bottom : top;
  return Math.min(Math.max(layout.toY(value), top), layout.height - bottom);
}

/** Where the points, steps, ticks and names of the scatter of accuracy against a cost lie, in units of its view box. */
import type { Cost } from "#domain/models/leaderboard-view";
import { tenth } from "../../../_ui/tenth.ts";
import { COST_AXES } from "./cost-axis.ts";
import { placeNames } from "./place-names.ts";

export type PlotSize = { width: number; height: number };

/** Room around the plot for the labels of its axes. */
export const MARGIN = { left: 34, right: 8, top: 20, bottom: 46 } as const;

export type Scored = { name: string; testAccuracy: number; interval: number; onFront: boolean } & Record<Cost, number>;

export type ScatterPoint<Row> = { row: Row; x: number; y: number; whisker: { top: number; bottom: number } };

/** More points than this behind the front hide each other: they are small then, and without whiskers. */
const CROWD = 40;

/** @param rows of which those on the Pareto front are marked */
export function layOutScatter<Row extends Scored>(rows: readonly Row[], cost: Cost, { width, height }: PlotSize) {
  // What takes no time at all still has a place on a logarithmic axis.
  const power = (value: number) => Math.log10(Math.max(value, 1e-3));
  const powers = rows.map((row) => power(row[cost]));
  // At least a decade wide, with room left and right of the outermost points.
  const middle = (Math.min(...powers) + Math.max(...powers)) / 2;
  const half = Math.max((Math.max(...powers) - Math.min(...powers)) / 2 + 0.25, 0.6);
  const crowded = rows.filter(({ onFront }) => !onFront).length > CROWD;
  const reach = ({ onFront, interval }: Row) => (onFront || !crowded ? interval : 0);
  const low = Math.min(...rows.map((row) => row.testAccuracy - reach(row))) * 100;
  const high = Math.max(...rows.map((row) => row.testAccuracy + reach(row))) * 100;
  const gap = [1, 2, 5, 10, 20].find((step) => (high - low) / step <= 7) ?? 25;
  const from = Math.max(0, Math.floor(low / gap) * gap);
  const to = Math.min(100, Math.ceil(high / gap) * gap);

  const bottom = height - MARGIN.bottom;
  const right = width - MARGIN.right;
  const xOf = (value: number) =>
    tenth(MARGIN.left + ((power(value) - middle + half) / (2 * half)) * (right - MARGIN.left));
  const yOf = (percent: number) => tenth(bottom - ((percent - from) / (to - from || 1)) * (bottom - MARGIN.top));

  const points = rows.map(
    (row): ScatterPoint<Row> => ({
      row,
      x: xOf(row[cost]),
      y: yOf(row.testAccuracy * 100),
      whisker: {
        top: yOf((row.testAccuracy + row.interval) * 100),
        bottom: yOf((row.testAccuracy - row.interval) * 100),
      },
    }),
  );
  const corners = points.filter(({ row }) => row.onFront).sort((a, b) => a.x - b.x);
  const [first, ...rest] = corners;
  return {
    points,
    crowded,
    steps: first ? `M${first.x} ${first.y}${rest.map(({ x, y }) => `H${x}V${y}`).join("")}H${right}` : "",
    names: placeNames(corners.map(({ row, x, y }) => ({ name: row.name, x, y })).reverse(), points, {
      left: MARGIN.left,
      right,
      top: 0,
      bottom,
    }),
    xTicks: COST_AXES[cost].ticks
      .map(({ value, label }) => ({ x: xOf(value), label }))
      .filter(({ x }) => x >= MARGIN.left && x <= right),
    yTicks: Array.from({ length: Math.round((to - from) / gap) + 1 }, (_, i) => from + i * gap).map((percent) => ({
      y: yOf(percent),
      label: String(percent),
    })),
  };
}

/** The point nearest to a place, no farther from it than `within`. */
export function nearestPoint<Row>(
  points: readonly ScatterPoint<Row>[],
  place: { x: number; y: number },
  within: number,
): ScatterPoint<Row> | null {
  let nearest: ScatterPoint<Row> | null = null;
  let least = within;
  for (const point of points) {
    const distance = Math.hypot(point.x - place.x, point.y - place.y);
    if (distance > least) continue;
    nearest = point;
    least = distance;
  }
  return nearest;
}

/** Where the points, steps and ticks of the scatter of accuracy against parameters lie, in units of its view box. */
import type { Measured } from "./pareto-front.ts";

export type PlotSize = { width: number; height: number };

/** Room around the plot for the labels of its axes. */
export const MARGIN = { left: 34, right: 8, top: 14, bottom: 46 } as const;

type Scored = Measured & { interval: number };

export type Point<Row> = {
  row: Row;
  x: number;
  y: number;
  whisker: { top: number; bottom: number };
  onFront: boolean;
};

const POWERS = ["", "", "", " k", " k", " k", " M", " M", " M"] as const;
const short = (power: number) => `${10 ** (power % 3)}${POWERS[power] ?? ""}`;

/** @param front the Pareto front of `rows`, smallest first */
export function layOutScatter<Row extends Scored>(
  rows: readonly Row[],
  front: readonly Row[],
  { width, height }: PlotSize,
) {
  const sizes = rows.map(({ parameters }) => Math.log10(Math.max(parameters, 1)));
  // At least a decade wide, with room left and right of the outermost points.
  const middle = (Math.min(...sizes) + Math.max(...sizes)) / 2;
  const half = Math.max((Math.max(...sizes) - Math.min(...sizes)) / 2 + 0.25, 0.6);
  const low = Math.min(...rows.map(({ testAccuracy, interval }) => testAccuracy - interval)) * 100;
  const high = Math.max(...rows.map(({ testAccuracy, interval }) => testAccuracy + interval)) * 100;
  const gap = [1, 2, 5, 10, 20].find((step) => (high - low) / step <= 7) ?? 25;
  const from = Math.max(0, Math.floor(low / gap) * gap);
  const to = Math.min(100, Math.ceil(high / gap) * gap);

  const bottom = height - MARGIN.bottom;
  const right = width - MARGIN.right;
  const xOf = (power: number) => MARGIN.left + ((power - middle + half) / (2 * half)) * (right - MARGIN.left);
  const yOf = (percent: number) => bottom - ((percent - from) / (to - from || 1)) * (bottom - MARGIN.top);

  const points: Point<Row>[] = rows.map((row) => ({
    row,
    x: xOf(Math.log10(Math.max(row.parameters, 1))),
    y: yOf(row.testAccuracy * 100),
    whisker: {
      top: yOf((row.testAccuracy + row.interval) * 100),
      bottom: yOf((row.testAccuracy - row.interval) * 100),
    },
    onFront: front.includes(row),
  }));
  const corners = points.filter(({ onFront }) => onFront).sort((a, b) => a.x - b.x);
  const [first, ...rest] = corners;
  const steps = first ? `M${first.x} ${first.y}${rest.map(({ x, y }) => `H${x}V${y}`).join("")}H${right}` : "";

  const powers = Array.from({ length: 9 }, (_, power) => power).filter((power) => Math.abs(power - middle) <= half);
  return {
    points,
    steps,
    xTicks: powers.map((power) => ({ x: xOf(power), label: short(power) })),
    yTicks: Array.from({ length: Math.round((to - from) / gap) + 1 }, (_, i) => from + i * gap).map((percent) => ({
      y: yOf(percent),
      label: String(percent),
    })),
  };
}

/** Waiting times as lines of a chart, in the unit that suits the longest. */
import type { ChartSeries } from "../../../_ui/chart/series.ts";
import type { WaitingTime } from "./trainers-types.ts";

type Unit = { unit: string; seconds: number };

const UNITS: readonly Unit[] = [
  { unit: "h", seconds: 3600 },
  { unit: "min", seconds: 60 },
];

export function waitsSeries(waits: readonly WaitingTime[]): { unit: string; series: ChartSeries[] } {
  const longest = Math.max(0, ...waits.map(({ p90 }) => p90));
  // Three of a unit at least: below that the smaller one says more.
  const { unit, seconds } = UNITS.find((one) => longest >= 3 * one.seconds) ?? { unit: "s", seconds: 1 };
  const line = (label: string, slot: number, of: (wait: WaitingTime) => number): ChartSeries => ({
    key: label,
    owner: label,
    label,
    role: "only",
    slot,
    points: waits.map((wait) => ({ x: wait.at.getTime(), y: of(wait) / seconds })),
  });
  return {
    unit,
    series: [line("median", 0, ({ median }) => median), line("9 of 10", 1, ({ p90 }) => p90)],
  };
}

/** How each cost is named, written and ticked on a logarithmic axis. */
import type { Cost } from "#domain/models/leaderboard-view";
import { formatBytes, formatCount, formatDuration } from "../../../_ui/numbers.ts";

const powers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));

type CostAxis = {
  /** In the choice above the chart. */
  label: string;
  /** Under the axis. */
  axis: string;
  /** Of the Pareto front: "No model is both … and more accurate". */
  less: string;
  write: (value: number) => string;
  ticks: readonly { value: number; label: string }[];
};

const shortCount = (value: number) => {
  const power = Math.round(Math.log10(value));
  return `${10 ** (power % 3)}${["", "\u00a0k", "\u00a0M", "\u00a0G"][Math.floor(power / 3)] ?? ""}`;
};

export const COST_AXES: Record<Cost, CostAxis> = {
  parameters: {
    label: "parameters",
    axis: "parameters, log scale",
    less: "smaller",
    write: (value) => `${formatCount(value)} parameters`,
    ticks: powers(0, 9).map((value) => ({ value, label: shortCount(value) })),
  },
  trainingSeconds: {
    label: "training time",
    axis: "training time, log scale",
    less: "quicker to train",
    write: formatDuration,
    // Steps that people count time in.
    ticks: [0.1, 1, 10, 60, 600, 3_600, 36_000, 360_000].map((value) => ({ value, label: formatDuration(value) })),
  },
  bytes: {
    label: "size",
    axis: "bytes to load, log scale",
    less: "smaller to load",
    write: formatBytes,
    ticks: powers(3, 10).map((value) => ({ value, label: formatBytes(value).replace(/\.0+/, "") })),
  },
};

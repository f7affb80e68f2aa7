/** Lines of a chart: who they belong to, how they are drawn, and their points. */

export type ChartPoint = {
  x: number;
  /** The value, or the mean of what was put together into this point; NaN and infinities are gaps with a mark. */
  y: number;
  /** Least and greatest of what was put together; equal to `y` where it is a single value. */
  min?: number;
  max?: number;
  /** NaN or an infinity that was among what was put together, beside finite values. */
  nonFinite?: number;
};

export type ChartSeries = {
  /** Unique in its chart and stable over time. */
  key: string;
  /** Who the line belongs to: toggled together, coloured alike. */
  owner: string;
  /** Stands at the end of the line and in the read-out. */
  label: string;
  /** Validation and single lines are solid, train lines dashed. */
  role: "validation" | "train" | "only";
  /** Place in the series colours and markers, stable per owner; null is ink, for a single run. */
  slot: number | null;
  /** In order of x. */
  points: readonly ChartPoint[];
  /** Its best epoch, ringed in green. */
  best?: { x: number; y: number; label: string };
  /** More points are expected at its end. */
  live?: boolean;
};

/** How an axis is read. */
export const X_AXES = ["epoch", "step", "relative", "wall"] as const;
export type XAxis = (typeof X_AXES)[number];

/** A part of the x axis, in its units: epochs, steps, seconds since the start, ms since 1970. */
export type XRange = { from: number; to: number };

export type Smoothing =
  | { kind: "none" }
  /** Exponential moving average: each value weighs `1 - weight`; corrected for its start. */
  | { kind: "ema"; weight: number }
  /** Mean of a window of so many points around each. */
  | { kind: "mean"; window: number };

export type ChartSettings = {
  x: XAxis;
  y: "linear" | "log";
  smoothing: Smoothing;
  /** Leaves out of the axis what lies beyond the central 98 % of values. */
  clipOutliers: boolean;
};

export const DEFAULT_SETTINGS: ChartSettings = {
  x: "epoch",
  y: "linear",
  smoothing: { kind: "none" },
  clipOutliers: false,
};

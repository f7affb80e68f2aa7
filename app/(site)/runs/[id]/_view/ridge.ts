/** Distributions of one thing over the epochs as a ridge of histograms, in units of a view box. */
import { type Distribution, HISTOGRAM_BINS } from "#domain/runs/layer-statistics";

export type DistributionAt = { epoch: number; distribution: Distribution };

export type RidgeSize = { width: number; height: number };

/** Room around the hills: epochs stand at the right, values below. */
export const RIDGE_FRAME = { left: 1, right: 30, top: 6, bottom: 20 } as const;

/** A hill may rise over so many of the rows behind it. */
const OVERLAP = 3.2;

export type Ridge = {
  /** The oldest first, as they are drawn: each covers those behind it. */
  hills: { epoch: number; outline: string; area: string; baseline: number }[];
  /** Values at the ends of the axis. */
  min: number;
  max: number;
  xOf: (value: number) => number;
};

/**
 * All hills share one axis of values, and areas are equal to shares, so that a distribution that narrows grows taller.
 *
 * @returns null when no epoch has a finite value
 */
export function ridgeOf(rows: readonly DistributionAt[], { width, height }: RidgeSize): Ridge | null {
  const known = rows.flatMap(({ epoch, distribution }) => {
    const { min, max, histogram } = distribution;
    return min === null || max === null ? [] : [{ epoch, min, max, histogram }];
  });
  if (known.length === 0) return null;
  const least = Math.min(...known.map(({ min }) => min));
  const greatest = Math.max(...known.map(({ max }) => max));
  // Values that are all equal get room on both sides.
  const pad = greatest > least ? 0 : Math.abs(least) * 0.05 || 0.5;
  const [min, max] = [least - pad, greatest + pad];

  const xOf = (value: number) =>
    RIDGE_FRAME.left + ((value - min) / (max - min)) * (width - RIDGE_FRAME.left - RIDGE_FRAME.right);
  const room = height - RIDGE_FRAME.top - RIDGE_FRAME.bottom;
  const rowHeight = room / (known.length - 1 + OVERLAP);
  const tallest = OVERLAP * rowHeight;

  /** Share of the values per unit of value in each bin. */
  const densities = known.map((row) => {
    const bin = (row.max - row.min) / HISTOGRAM_BINS || (max - min) / HISTOGRAM_BINS;
    const total = row.histogram.reduce((sum, count) => sum + count, 0) || 1;
    return row.histogram.map((count) => count / total / bin);
  });
  // A rectifier puts most values into one bin; the square root keeps the others in sight.
  const most = Math.sqrt(Math.max(...densities.flat(), Number.MIN_VALUE));

  const hills = known.map((row, i) => {
    const baseline = RIDGE_FRAME.top + tallest + i * rowHeight;
    const bin = (row.max - row.min) / HISTOGRAM_BINS;
    const points = (densities[i] ?? []).map((density, k) => {
      const x = xOf(bin > 0 ? row.min + (k + 0.5) * bin : row.min);
      return `${x.toFixed(1)} ${(baseline - (Math.sqrt(density) / most) * tallest).toFixed(1)}`;
    });
    const [from, to] = [xOf(row.min).toFixed(1), xOf(row.max).toFixed(1)];
    const outline = `M${from} ${baseline.toFixed(1)}L${points.join("L")}L${to} ${baseline.toFixed(1)}`;
    return { epoch: row.epoch, outline, area: `${outline}Z`, baseline };
  });
  return { hills, min, max, xOf };
}

/** A small histogram as one path of bars, `width` × `height`; empty where there is nothing finite. */
export function histogramPath({ histogram }: Distribution, width: number, height: number): string {
  const most = Math.sqrt(Math.max(...histogram));
  if (most === 0) return "";
  const bin = width / histogram.length;
  return histogram
    .map((count, i) => {
      const tall = count === 0 ? 0 : Math.max(1, (Math.sqrt(count) / most) * height);
      return tall === 0
        ? ""
        : `M${(i * bin).toFixed(1)} ${height}v${(-tall).toFixed(1)}h${bin.toFixed(1)}v${tall.toFixed(1)}z`;
    })
    .join("");
}

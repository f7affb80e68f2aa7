/** Curves of how often each byte value occurs, over any axis that is a straight map of bytes. */

export type HistogramPlot = { width: number; height: number };
export const HISTOGRAM_MARGIN = { left: 2, right: 46, top: 10, bottom: 22 } as const;

/** Bytes together in one point: single bytes show the artefacts of JPEG, not the pictures. */
const BINS = 64;
const GAPS = [0.1, 0.2, 0.25, 0.5, 1, 2] as const;

/**
 * @param histograms counts of 256 byte values, one list a channel
 * @param toValue what a byte becomes on the axis
 */
export function layOutHistograms(
  histograms: readonly (readonly number[])[],
  toValue: (byte: number) => number,
  { width, height }: HistogramPlot,
) {
  const perBin = 256 / BINS;
  const binned = histograms.map((counts) =>
    Array.from({ length: BINS }, (_, bin) =>
      counts.slice(bin * perBin, (bin + 1) * perBin).reduce((sum, count) => sum + count, 0),
    ),
  );
  const highest = Math.max(1, ...binned.flat());
  const [low, high] = [toValue(0), toValue(255)];
  const right = width - HISTOGRAM_MARGIN.right;
  const bottom = height - HISTOGRAM_MARGIN.bottom;
  const xOf = (value: number) =>
    HISTOGRAM_MARGIN.left + ((value - low) / (high - low)) * (right - HISTOGRAM_MARGIN.left);
  const yOf = (count: number) => bottom - (count / highest) * (bottom - HISTOGRAM_MARGIN.top);
  const lines = binned.map((counts) => ({
    path: counts
      .map(
        (count, bin) =>
          `${bin === 0 ? "M" : "L"}${xOf(toValue((bin + 0.5) * perBin)).toFixed(1)} ${yOf(count).toFixed(1)}`,
      )
      .join(""),
    end: yOf(counts.at(-1) ?? 0),
  }));
  const gap = GAPS.find((step) => (high - low) / step <= 6) ?? 5;
  const first = Math.ceil(low / gap - 1e-9);
  const ticks = Array.from({ length: Math.floor(high / gap + 1e-9) - first + 1 }, (_, i) => (first + i) * gap).map(
    (value) => ({ x: xOf(value), label: String(Number(value.toFixed(2))) }),
  );
  return { lines, ticks, bottom, right };
}

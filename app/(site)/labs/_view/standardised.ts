import type { DatasetStatistics } from "#domain/datasets/statistics";
import type { Numbers } from "../../../_ui/drawing-menu.tsx";

export type Bars = {
  /** Value of the middle of the first and of the last bar. */
  from: number;
  to: number;
  /** Share of all values in each bar. */
  shares: number[];
};

const BYTES = 256;

/** All channels together, `perBar` byte values to a bar. */
function shares({ channels }: DatasetStatistics, perBar: number): number[] {
  const counts = Array.from({ length: BYTES / perBar }, (_, bar) =>
    channels.reduce(
      (sum, { histogram }) =>
        sum + histogram.slice(bar * perBar, (bar + 1) * perBar).reduce((part, count) => part + count, 0),
      0,
    ),
  );
  const total = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  return counts.map((count) => count / total);
}

/** Histograms of the pixel values as they are stored (0 to 255), and as the network sees them. */
export function pixelHistograms(statistics: DatasetStatistics, perBar = 4): { before: Bars; after: Bars } {
  const { mean, std } = statistics.standardisation;
  const toNetwork = (byte: number) => (byte / 255 - mean) / std;
  const middle = (perBar - 1) / 2;
  const [from, to] = [middle, BYTES - 1 - middle];
  const bars = shares(statistics, perBar);
  return {
    before: { from, to, shares: bars },
    after: { from: toNetwork(from), to: toNetwork(to), shares: bars },
  };
}

const middleOf = ({ from, to, shares: bars }: Bars, bar: number) =>
  from + bar * ((to - from) / Math.max(1, bars.length - 1));

/** A row per bar. */
export const barNumbers = (before: Bars, after: Bars): Numbers => ({
  head: ["middle of the bar, byte", "middle of the bar, standardised", "share of the values"],
  rows: before.shares.map((share, bar) => [middleOf(before, bar), middleOf(after, bar), share]),
});

/** Mean and standard deviation of what bars show, by their middles. */
export function momentsOf(bars: Bars): { mean: number; deviation: number } {
  const mean = bars.shares.reduce((sum, share, bar) => sum + share * middleOf(bars, bar), 0);
  const variance = bars.shares.reduce((sum, share, bar) => sum + share * (middleOf(bars, bar) - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(variance) };
}

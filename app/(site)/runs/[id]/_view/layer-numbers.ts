import { HISTOGRAM_BINS } from "#domain/runs/layer-statistics";
import type { Numbers } from "../../../../_ui/drawing-menu.tsx";
import type { DistributionAt } from "./ridge.ts";

/** What was measured after an epoch; null where no value was finite. */
export type LayerPoint = { epoch: number; mean: number | null; deviation: number | null; zeros: number | null };

/**
 * The charts of a layer, one row per epoch: moments, the share of zeros, and the histogram with the values at its ends.
 * Of many epochs not every one has a histogram, or moments.
 */
export function layerNumbers(hills: readonly DistributionAt[], points: readonly LayerPoint[]): Numbers {
  const epochs = [...new Set([...hills, ...points].map(({ epoch }) => epoch))].sort((a, b) => a - b);
  const bins = Array.from({ length: HISTOGRAM_BINS }, (_, bin) => `count in bin ${bin + 1}`);
  return {
    head: ["epoch", "mean", "deviation", "share of zeros", "histogram from", "histogram to", ...bins],
    rows: epochs.map((epoch) => {
      const point = points.find((one) => one.epoch === epoch);
      const distribution = hills.find((one) => one.epoch === epoch)?.distribution;
      return [
        epoch,
        point?.mean,
        point?.deviation,
        point?.zeros,
        distribution?.min,
        distribution?.max,
        ...(distribution?.histogram ?? bins.map(() => null)),
      ];
    }),
  };
}

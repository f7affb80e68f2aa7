/** The geometry of a reliability diagram, in units of its view box, and what it says in a sentence. */
import type { Calibration } from "#domain/evaluation/calibration";
import { formatPercent } from "../../../../_ui/numbers.ts";

export type PlotSize = { width: number; height: number };

/** Room for the labels of the axes; below the diagram, bars of `counts` height say how many pictures a bin holds. */
export const FRAME = { left: 30, right: 6, top: 8, between: 8, counts: 44, bottom: 34 } as const;

/** Between two bars. */
const GAP = 2;

export function layOutCalibration({ bins }: Calibration, { width, height }: PlotSize) {
  const right = width - FRAME.right;
  const floor = height - FRAME.bottom;
  const bottom = floor - FRAME.counts - FRAME.between;
  const xOf = (share: number) => FRAME.left + share * (right - FRAME.left);
  const yOf = (share: number) => bottom - share * (bottom - FRAME.top);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return {
    right,
    bottom,
    floor,
    ideal: { x1: xOf(0), y1: yOf(0), x2: xOf(1), y2: yOf(1) },
    ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ label: String(share * 100), x: xOf(share), y: yOf(share) })),
    bars: bins.map((bin) => ({
      ...bin,
      x: xOf(bin.from) + GAP / 2,
      width: xOf(bin.to) - xOf(bin.from) - GAP,
      /** The bar of the accuracy; null in an empty bin. */
      accuracyTop: bin.accuracy === null ? null : yOf(bin.accuracy),
      /** Where a bin of this confidence would reach if it were right as often as it says. */
      confidenceY: bin.confidence === null ? null : yOf(bin.confidence),
      countTop: floor - (bin.count / most) * FRAME.counts,
    })),
  };
}

/** Half a point of difference is nothing to speak of. */
const NOTABLE = 0.005;

/** "It is 80.1 % sure on average and right in 72.9 %: it trusts itself too much." */
export function calibrationInWords({ accuracy, confidence }: Calibration): string {
  const verdict =
    Math.abs(confidence - accuracy) < NOTABLE
      ? "on the whole, as sure as it should be"
      : confidence > accuracy
        ? "it trusts itself too much"
        : "it could trust itself more";
  return `It is ${formatPercent(confidence, 1)} sure on average and right in ${formatPercent(accuracy, 1)}: ${verdict}.`;
}

/** The history of a run as lines: accuracies in per cent, losses in nats, over the epochs done. */
import type { BestPoint, LineSeries } from "../../../_ui/line-chart.tsx";
import { formatLoss, formatPercent } from "../../../_ui/numbers.ts";
import type { EpochPoint, Progress, RunFeed } from "./run-feed.ts";

export const formatAccuracyPoint = (percent: number): string => formatPercent(percent / 100, 2, "");
export const formatLossPoint = (loss: number): string => formatLoss(loss);

export type Curves = { series: LineSeries[]; best: BestPoint | undefined };

/** Where a running point stands on the axis of epochs done. */
const reached = ({ epoch, step, stepsPerEpoch }: Progress) => epoch - 1 + step / Math.max(1, stepsPerEpoch);

const least = (points: readonly EpochPoint[], of: (point: EpochPoint) => number) =>
  points.reduce<EpochPoint | undefined>((best, point) => (best && of(best) <= of(point) ? best : point), undefined);

/** Of equal epochs the first counts as the best: nothing was gained after it. */
export const bestEpoch = (epochs: readonly EpochPoint[]): EpochPoint | undefined =>
  least(epochs, ({ validationAccuracy }) => -validationAccuracy);

export function accuracyCurves({ epochs, now }: Pick<RunFeed, "epochs" | "now">): Curves {
  const best = bestEpoch(epochs);
  return {
    series: [
      {
        name: "train",
        role: "train",
        values: epochs.map(({ epoch, trainAccuracy }) => ({ x: epoch, y: trainAccuracy * 100 })),
        ...(now && { now: { x: reached(now), y: now.accuracy * 100 } }),
      },
      {
        name: "validation",
        role: "validation",
        values: epochs.map(({ epoch, validationAccuracy }) => ({ x: epoch, y: validationAccuracy * 100 })),
      },
    ],
    best: best && {
      epoch: best.epoch,
      value: best.validationAccuracy * 100,
      label: `best ${formatPercent(best.validationAccuracy, 2, "")}`,
    },
  };
}

export function lossCurves({ epochs, now }: Pick<RunFeed, "epochs" | "now">): Curves {
  const lowest = least(
    epochs.filter(({ validationLoss }) => validationLoss !== null),
    ({ validationLoss }) => validationLoss ?? Number.POSITIVE_INFINITY,
  );
  return {
    series: [
      {
        name: "train",
        role: "train",
        values: epochs.map(({ epoch, trainLoss }) => ({ x: epoch, y: trainLoss })),
        ...(now && now.loss !== null && { now: { x: reached(now), y: now.loss } }),
      },
      {
        name: "validation",
        role: "validation",
        values: epochs.map(({ epoch, validationLoss }) => ({ x: epoch, y: validationLoss })),
      },
    ],
    best:
      lowest && lowest.validationLoss !== null
        ? { epoch: lowest.epoch, value: lowest.validationLoss, label: `lowest ${formatLoss(lowest.validationLoss)}` }
        : undefined,
  };
}

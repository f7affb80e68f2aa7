/** What the events of a run add to its history: points and epochs, in the form in which charts keep them. */

import type { RunEvent } from "#domain/runs/events";
import { POINT_METRIC_IDS, type PointMetric } from "#domain/runs/metrics";
import { type HistoryEpoch, type HistoryPoints, NO_POINTS } from "./run-history.ts";

export type Arrived = { points: HistoryPoints; epochs: readonly HistoryEpoch[] };

/** Of events in order of their numbers, none of which is known yet. */
export function arrivedOf(events: readonly RunEvent[]): Arrived {
  const rows = events.flatMap(({ seq, at, data }) =>
    data.type === "progress" && data.point
      ? [
          {
            seq,
            at,
            step: (data.epoch - 1) * data.stepsPerEpoch + data.step,
            point: { ...data.point, imagesPerSecond: data.imagesPerSecond },
          },
        ]
      : [],
  );
  const epochs = events.flatMap(({ at, data }): HistoryEpoch[] =>
    data.type === "epoch"
      ? [
          {
            epoch: data.epoch,
            at,
            trainLoss: data.trainLoss ?? Number.NaN,
            trainAccuracy: data.trainAccuracy,
            validationLoss: data.validationLoss ?? Number.NaN,
            validationAccuracy: data.validationAccuracy,
          },
        ]
      : [],
  );
  if (rows.length === 0) return { points: NO_POINTS, epochs };
  const metrics: HistoryPoints["metrics"] = {};
  for (const metric of POINT_METRIC_IDS) {
    const values = rows.map(({ point }) => point[metric]);
    if (values.some((value) => value !== null)) metrics[metric] = valuesOf(values);
  }
  return {
    epochs,
    points: {
      lastSeq: rows.at(-1)?.seq ?? 0,
      count: rows.map(() => 1),
      step: rows.map(({ step }) => step),
      at: rows.map(({ at }) => at),
      metrics,
    },
  };
}

function valuesOf(values: readonly (number | null)[]): NonNullable<HistoryPoints["metrics"][PointMetric]> {
  const finite = values.map((value) => (value !== null && Number.isFinite(value) ? value : Number.NaN));
  return { mean: finite, min: finite, max: finite, odd: values.map(oddKind) };
}

function oddKind(value: number | null): number {
  if (value === null || Number.isFinite(value)) return 0;
  return Number.isNaN(value) ? 1 : value > 0 ? 2 : 4;
}

/** What events measure, as rows of `run_point` and values that `run_metric` sums up. */
import type { RunEvent } from "#domain/runs/events";
import { type EpochMetric, type MetricId, POINT_METRIC_IDS, type PointMetric } from "#domain/runs/metrics";

export type PointRow = { seq: number; step: number } & Record<PointMetric, number | null>;

/** The points among the events; `step` is updates done over the whole training. */
export function pointsOf(events: readonly RunEvent[]): PointRow[] {
  return events.flatMap(({ seq, data }) => {
    if (data.type !== "progress" || !data.point) return [];
    const { epoch, step, stepsPerEpoch, imagesPerSecond, point } = data;
    return [{ seq, step: (epoch - 1) * stepsPerEpoch + step, imagesPerSecond, ...point }];
  });
}

export type MetricValue = { seq: number; metric: MetricId; value: number };

/** Every value of every metric that the events bring, in their order. */
export function metricValuesOf(events: readonly RunEvent[]): MetricValue[] {
  const valuesAt = (seq: number, values: Partial<Record<MetricId, number | null>>): MetricValue[] =>
    Object.entries(values).flatMap(([metric, value]) =>
      value === null ? [] : [{ seq, metric: metric as MetricId, value }],
    );
  const points = pointsOf(events).flatMap((point) =>
    valuesAt(point.seq, Object.fromEntries(POINT_METRIC_IDS.map((metric) => [metric, point[metric]]))),
  );
  const others = events.flatMap(({ seq, data }) => {
    switch (data.type) {
      case "epoch": {
        const { validationAccuracy, validationLoss, trainAccuracy, trainLoss, seconds: epochSeconds } = data;
        const values = { validationAccuracy, validationLoss, trainAccuracy, trainLoss, epochSeconds };
        return valuesAt(seq, values satisfies Record<EpochMetric, number | null>);
      }
      case "evaluated":
        return valuesAt(seq, { testAccuracy: data.testAccuracy, testLoss: data.testLoss });
      default:
        return [];
    }
  });
  return [...points, ...others];
}

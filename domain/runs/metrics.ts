/**
 * What is measured in the course of a run. `point` metrics come with each progress event and are columns of `run_point`;
 * `epoch` metrics come once per epoch and are columns of `run_epoch`; `result` metrics are measured once, on the test set.
 * A `run_metric` row sums up each of them.
 */

export type MetricInfo = {
  title: string;
  /** How its values are written: fractions as per cent, losses in nats, and so on. */
  quantity: "accuracy" | "loss" | "rate" | "count" | "seconds" | "bytes" | "share";
  /** Which end of its range is better, if either. */
  better: "higher" | "lower" | null;
  /** Train lines are dashed. */
  role: "train" | "validation" | "only";
};

export const POINT_METRICS = {
  /** Mean over the batches since the point before, in nats, before the update and with dropout on. */
  loss: { title: "Train loss by step", quantity: "loss", better: "lower", role: "train" },
  /** Share of the pictures since the point before that were answered right. */
  accuracy: { title: "Train accuracy by step", quantity: "accuracy", better: "higher", role: "train" },
  learningRate: { title: "Learning rate", quantity: "rate", better: null, role: "only" },
  imagesPerSecond: { title: "Images per second", quantity: "count", better: "higher", role: "only" },
  /** Processors that the training process kept busy: 1.9 of 2. */
  processors: { title: "Processors in use", quantity: "count", better: null, role: "only" },
  /** Resident memory of the training process. */
  memoryBytes: { title: "Memory", quantity: "bytes", better: null, role: "only" },
  /** Share of the time in which the device was busy, 0..1. */
  gpu: { title: "GPU", quantity: "share", better: null, role: "only" },
  gpuMemoryBytes: { title: "GPU memory", quantity: "bytes", better: null, role: "only" },
} as const satisfies Record<string, MetricInfo>;
export type PointMetric = keyof typeof POINT_METRICS;
export const POINT_METRIC_IDS = Object.keys(POINT_METRICS) as PointMetric[];

export const EPOCH_METRICS = {
  validationAccuracy: { title: "Validation accuracy", quantity: "accuracy", better: "higher", role: "validation" },
  validationLoss: { title: "Validation loss", quantity: "loss", better: "lower", role: "validation" },
  trainAccuracy: { title: "Train accuracy", quantity: "accuracy", better: "higher", role: "train" },
  trainLoss: { title: "Train loss", quantity: "loss", better: "lower", role: "train" },
  epochSeconds: { title: "Epoch duration", quantity: "seconds", better: "lower", role: "only" },
} as const satisfies Record<string, MetricInfo>;
export type EpochMetric = keyof typeof EPOCH_METRICS;
export const EPOCH_METRIC_IDS = Object.keys(EPOCH_METRICS) as EpochMetric[];

export const RESULT_METRICS = {
  testAccuracy: { title: "Test accuracy", quantity: "accuracy", better: "higher", role: "only" },
  testLoss: { title: "Test loss", quantity: "loss", better: "lower", role: "only" },
} as const satisfies Record<string, MetricInfo>;
export type ResultMetric = keyof typeof RESULT_METRICS;

export type MetricId = PointMetric | EpochMetric | ResultMetric;
export const METRICS: Record<MetricId, MetricInfo> = { ...EPOCH_METRICS, ...RESULT_METRICS, ...POINT_METRICS };
export const METRIC_IDS = Object.keys(METRICS) as [MetricId, ...MetricId[]];

/** What a `run_metric` row can be asked for; `best` is its minimum or maximum, whichever is better. */
export const AGGREGATES = ["first", "last", "min", "max", "best"] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** The column of `run_metric` that holds an aggregate; a metric with no better end takes its last value for the best. */
export function aggregateColumn(metric: MetricId, aggregate: Aggregate): "first" | "last" | "min" | "max" {
  if (aggregate !== "best") return aggregate;
  const { better } = METRICS[metric];
  return better === "higher" ? "max" : better === "lower" ? "min" : "last";
}

/** The curves that pages draw of runs: what each shows, in which unit, and how its values are written. */
import { POINT_METRICS, type PointMetric } from "#domain/runs/metrics";
import { formatCount, formatLoss, formatSignificant } from "../../../_ui/numbers.ts";

/** Accuracy and loss have a train and a validation line; all else is a metric of the points. */
export type CurveId = PointMetric;

export type CurveKind = {
  title: string;
  unit?: string;
  /** From the unit in which it is kept to that in which it is shown. */
  scale: number;
  /** Writes a value as shown, without its unit. */
  format: (value: number) => string;
};

const percent = (value: number) => value.toFixed(2);

export const CURVES: Record<CurveId, CurveKind> = {
  accuracy: { title: "Accuracy", unit: "%", scale: 100, format: percent },
  loss: { title: "Loss", scale: 1, format: formatLoss },
  learningRate: { title: POINT_METRICS.learningRate.title, scale: 1, format: (value) => formatRate(value) },
  imagesPerSecond: { title: POINT_METRICS.imagesPerSecond.title, scale: 1, format: formatCount },
  processors: { title: POINT_METRICS.processors.title, scale: 1, format: (value) => value.toFixed(2) },
  memoryBytes: { title: POINT_METRICS.memoryBytes.title, unit: "MB", scale: 1e-6, format: formatCount },
  gpu: { title: POINT_METRICS.gpu.title, unit: "%", scale: 100, format: (value) => value.toFixed(1) },
  gpuMemoryBytes: { title: POINT_METRICS.gpuMemoryBytes.title, unit: "MB", scale: 1e-6, format: formatCount },
};

/** Three digits, with an exponent where the zeros before them would be counted: "0.00125", "3.2e-5". */
function formatRate(value: number): string {
  if (value === 0) return "0";
  return Math.abs(value) >= 1e-4 ? formatSignificant(value) : Number(value.toPrecision(3)).toExponential();
}

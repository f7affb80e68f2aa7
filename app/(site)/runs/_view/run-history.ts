/**
 * What charts know of a run: its points, put together in buckets where they are many, and its epochs. Comes from
 * `series.points` and `series.epochs`, and grows by what arrives while one looks; nothing here fetches or draws.
 */
import type { inferRouterOutputs } from "@trpc/server";
import type { PointMetric } from "#domain/runs/metrics";
import type { AppRouter } from "#server/router";
import { decodeFloats, decodeIntegers } from "./packed-numbers.ts";

type Outputs = inferRouterOutputs<AppRouter>["series"];
export type RunInfo = Outputs["points"]["runs"][number];
type WireColumns = Outputs["points"]["columns"][number];
type WireEpochs = Outputs["epochs"][number];

/** One finished epoch; accuracies are fractions, losses nats, NaN where one was not kept; `at` in ms since 1970. */
export type HistoryEpoch = {
  epoch: number;
  at: number;
  trainLoss: number;
  trainAccuracy: number;
  validationLoss: number;
  validationAccuracy: number;
};

/** Values of one metric, one per bucket: NaN without a bit of `odd` is not measured. */
export type MetricValues = {
  mean: readonly number[];
  min: readonly number[];
  max: readonly number[];
  /** 1 if NaN, 2 if ∞, 4 if -∞ is among the values, or a sum of these. */
  odd: readonly number[];
};

/** Buckets in the order of training; `step` and `at` are those of the last point of each. */
export type HistoryPoints = {
  lastSeq: number;
  count: readonly number[];
  step: readonly number[];
  at: readonly number[];
  metrics: Partial<Record<PointMetric, MetricValues>>;
};

export type RunHistory = { run: RunInfo; points: HistoryPoints; epochs: readonly HistoryEpoch[] };

export const NO_POINTS: HistoryPoints = { lastSeq: 0, count: [], step: [], at: [], metrics: {} };

const KINDS = 8;

export function decodePoints({ lastSeq, count, step, at, metrics }: WireColumns): HistoryPoints {
  const counts = decodeIntegers(count);
  const values = Object.entries(metrics).flatMap(([metric, { mean, min, max, odd }]) => {
    if (mean === null) return [];
    const means = decodeFloats(mean);
    return [
      [
        metric,
        {
          mean: means,
          min: min === null ? means : decodeFloats(min),
          max: max === null ? means : decodeFloats(max),
          odd: odd === null ? means.map(() => 0) : decodeIntegers(odd).map((packed) => packed % KINDS),
        },
      ],
    ];
  });
  return {
    lastSeq,
    count: counts,
    step: decodeFloats(step),
    at: decodeFloats(at),
    metrics: Object.fromEntries(values),
  };
}

export function decodeEpochs(wire: WireEpochs): HistoryEpoch[] {
  const columns = {
    at: decodeFloats(wire.at),
    trainLoss: decodeFloats(wire.trainLoss),
    trainAccuracy: decodeFloats(wire.trainAccuracy),
    validationLoss: decodeFloats(wire.validationLoss),
    validationAccuracy: decodeFloats(wire.validationAccuracy),
  };
  const at = (column: keyof typeof columns, index: number) => columns[column][index] ?? Number.NaN;
  return decodeIntegers(wire.epoch).map((epoch, index) => ({
    epoch,
    at: at("at", index),
    trainLoss: at("trainLoss", index),
    trainAccuracy: at("trainAccuracy", index),
    validationLoss: at("validationLoss", index),
    validationAccuracy: at("validationAccuracy", index),
  }));
}

/**
 * `held` and what came after it. Where a run went on from a checkpoint, its steps begin again before the end of what is
 * held; what was done beyond that is trained once more and gives way.
 */
export function appendPoints(held: HistoryPoints, newer: HistoryPoints): HistoryPoints {
  const [first] = newer.step;
  if (first === undefined) return newer.lastSeq > held.lastSeq ? { ...held, lastSeq: newer.lastSeq } : held;
  let kept = held.step.length;
  while (kept > 0 && (held.step[kept - 1] ?? 0) >= first) kept--;
  const names = new Set([...Object.keys(held.metrics), ...Object.keys(newer.metrics)] as PointMetric[]);
  const join = (a: readonly number[] | undefined, b: readonly number[] | undefined, missing: number) => [
    ...(a?.slice(0, kept) ?? Array<number>(kept).fill(missing)),
    ...(b ?? Array<number>(newer.step.length).fill(missing)),
  ];
  const metrics: HistoryPoints["metrics"] = {};
  for (const name of names) {
    const [a, b] = [held.metrics[name], newer.metrics[name]];
    metrics[name] = {
      mean: join(a?.mean, b?.mean, Number.NaN),
      min: join(a?.min, b?.min, Number.NaN),
      max: join(a?.max, b?.max, Number.NaN),
      odd: join(a?.odd, b?.odd, 0),
    };
  }
  return {
    lastSeq: newer.lastSeq,
    count: join(held.count, newer.count, 0),
    step: join(held.step, newer.step, 0),
    at: join(held.at, newer.at, 0),
    metrics,
  };
}

/** Epochs in order; of two with the same number the newer counts. The same array where nothing is new. */
export function appendEpochs(held: readonly HistoryEpoch[], newer: readonly HistoryEpoch[]): readonly HistoryEpoch[] {
  if (newer.length === 0) return held;
  const byNumber = new Map([...held, ...newer].map((epoch) => [epoch.epoch, epoch]));
  const all = [...byNumber.values()].sort((a, b) => a.epoch - b.epoch);
  const isNew = (epoch: HistoryEpoch, index: number) => !isAlike<Partial<HistoryEpoch>>(epoch, held[index] ?? {});
  return all.some(isNew) ? all : held;
}

/** Two things of one kind with the same values, NaN among them. */
export const isAlike = <T extends object>(one: T, other: T): boolean =>
  (Object.keys(one) as (keyof T)[]).every((key) => Object.is(one[key], other[key]));

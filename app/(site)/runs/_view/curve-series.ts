/** Histories of runs as lines of a chart. */
import type { PointMetric } from "#domain/runs/metrics";
import type { ChartPoint, ChartSeries, XAxis } from "../../../_ui/chart/series.ts";
import { formatLoss, formatPercent } from "../../../_ui/numbers.ts";
import { CURVES, type CurveId } from "./curve-kinds.ts";
import type { HistoryEpoch, HistoryPoints, RunHistory, RunInfo } from "./run-history.ts";

/** Whose lines they are: `slot` is the run's place in the colours, null where it is the only one. */
export type CurveOwner = { id: string; label: string; slot: number | null };

/** The lines of one run in the chart of `curve`; none where it was not measured. */
export function runCurves(
  { id, label, slot }: CurveOwner,
  history: RunHistory,
  curve: CurveId,
  axis: XAxis,
): ChartSeries[] {
  const live = history.run.state === "running";
  const line = (role: ChartSeries["role"], points: ChartPoint[], rest: Partial<ChartSeries> = {}): ChartSeries[] =>
    points.length === 0
      ? []
      : [
          {
            key: `${id} ${role}`,
            owner: id,
            label: slot === null ? ROLE_NAMES[role] : label,
            role,
            slot,
            points,
            ...rest,
          },
        ];
  if (curve !== "accuracy" && curve !== "loss") {
    return line("only", pointSeries(history, curve, axis), live ? { live } : {});
  }
  const [trainKey, validationKey] = EPOCH_KEYS[curve];
  const measured = axis === "epoch" ? [] : pointSeries(history, curve, axis);
  const train = measured.length > 0 ? measured : trainByEpoch(history, curve, trainKey, axis);
  const best = bestOf(history, curve, axis);
  return [
    ...line("train", train, live ? { live } : {}),
    ...line("validation", epochSeries(history, curve, validationKey, axis), best ? { best } : {}),
  ];
}

const ROLE_NAMES = { train: "train", validation: "validation", only: "" } as const;
const EPOCH_KEYS = {
  accuracy: ["trainAccuracy", "validationAccuracy"],
  loss: ["trainLoss", "validationLoss"],
} as const satisfies Record<string, readonly [keyof HistoryEpoch, keyof HistoryEpoch]>;

/** x of a moment of a run: `step` updates done, at time `at` (ms since 1970). NaN where it cannot be said. */
function place({ stepsPerEpoch, startedAt }: RunInfo, axis: XAxis, step: number, at: number): number {
  switch (axis) {
    case "step":
      return step;
    case "epoch":
      return stepsPerEpoch > 0 ? step / stepsPerEpoch : Number.NaN;
    case "relative":
      return startedAt === null ? Number.NaN : (at - startedAt) / 1000;
    case "wall":
      return at;
  }
}

const ODD = { nan: 1, up: 2 } as const;
const oddValue = (kinds: number): number =>
  kinds & ODD.nan ? Number.NaN : kinds & ODD.up ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;

function pointSeries({ run, points }: RunHistory, metric: PointMetric, axis: XAxis): ChartPoint[] {
  const values = points.metrics[metric];
  if (!values) return [];
  const { scale } = CURVES[metric];
  return points.step.flatMap((step, index): ChartPoint[] => {
    const x = place(run, axis, step, points.at[index] ?? Number.NaN);
    const mean = values.mean[index] ?? Number.NaN;
    const odd = values.odd[index] ?? 0;
    if (Number.isNaN(x) || (Number.isNaN(mean) && odd === 0)) return [];
    if (Number.isNaN(mean)) return [{ x, y: oddValue(odd) }];
    const [min = mean, max = mean] = [values.min[index], values.max[index]];
    return [
      {
        x,
        y: mean * scale,
        ...(min < max ? { min: min * scale, max: max * scale } : {}),
        ...(odd ? { nonFinite: oddValue(odd) } : {}),
      },
    ];
  });
}

function epochSeries({ run, epochs }: RunHistory, curve: "accuracy" | "loss", key: keyof HistoryEpoch, axis: XAxis) {
  return epochs.flatMap((epoch) => {
    const x = epochPlace(run, epoch, axis);
    return Number.isNaN(x) ? [] : [{ x, y: epoch[key] * CURVES[curve].scale }];
  });
}

const epochPlace = (run: RunInfo, { epoch, at }: HistoryEpoch, axis: XAxis) =>
  axis === "epoch" ? epoch : place(run, axis, epoch * run.stepsPerEpoch, at);

/** Means of the finished epochs and, at the end of a run that is training, of the epoch so far. */
function trainByEpoch(history: RunHistory, curve: "accuracy" | "loss", key: keyof HistoryEpoch, axis: XAxis) {
  const done = epochSeries(history, curve, key, axis);
  if (history.run.state !== "running" || axis !== "epoch") return done;
  const now = meanSince(history.points, curve, (history.epochs.at(-1)?.epoch ?? 0) * history.run.stepsPerEpoch);
  const x = now ? place(history.run, axis, now.step, Number.NaN) : Number.NaN;
  return now && !Number.isNaN(x) ? [...done, { x, y: now.mean * CURVES[curve].scale }] : done;
}

/** Mean of a metric over the updates after `step`; each point stands for the updates since the one before. */
function meanSince(points: HistoryPoints, metric: PointMetric, step: number): { step: number; mean: number } | null {
  const values = points.metrics[metric];
  let [sum, updates, before] = [0, 0, step];
  for (const [index, at] of points.step.entries()) {
    const mean = values?.mean[index] ?? Number.NaN;
    if (at <= step || !Number.isFinite(mean)) continue;
    sum += mean * (at - before);
    updates += at - before;
    before = at;
  }
  return updates > 0 ? { step: before, mean: sum / updates } : null;
}

/** Highest validation accuracy or lowest validation loss. Of equal epochs the first: nothing was gained after it. */
function bestOf({ run, epochs }: RunHistory, curve: "accuracy" | "loss", axis: XAxis): ChartSeries["best"] {
  const rank = ({ validationAccuracy, validationLoss }: HistoryEpoch) =>
    curve === "accuracy" ? -validationAccuracy : validationLoss;
  const finite = epochs.filter((epoch) => Number.isFinite(rank(epoch)));
  const best = finite.reduce<HistoryEpoch | null>(
    (least, one) => (least && rank(least) <= rank(one) ? least : one),
    null,
  );
  if (!best) return undefined;
  const x = epochPlace(run, best, axis);
  if (Number.isNaN(x)) return undefined;
  return curve === "accuracy"
    ? { x, y: best.validationAccuracy * 100, label: `best ${formatPercent(best.validationAccuracy, 2, "")}` }
    : { x, y: best.validationLoss, label: `lowest ${formatLoss(best.validationLoss)}` };
}

/** x that a training of so many epochs will reach, where that is known. */
export function plannedEnd(axis: XAxis, epochs: number, stepsPerEpoch: number): number | undefined {
  if (axis === "epoch") return epochs;
  return axis === "step" && stepsPerEpoch > 0 ? epochs * stepsPerEpoch : undefined;
}

import { DATASETS } from "#domain/datasets/catalogue";
import { specCost } from "#domain/experiments/cost";
import { type PresetId, presetOf } from "#domain/experiments/presets";
import { type ExperimentSpec, experimentSpecFields } from "#domain/experiments/spec";
import { type EngineRecord, engineRecord } from "#domain/runs/engine-record";
import { EPOCH_METRIC_IDS, type EpochMetric, METRIC_IDS, METRICS, type MetricId } from "#domain/runs/metrics";
import type { RunState } from "#domain/runs/states";
import type { Prisma } from "#prisma/generated/client";
import { confusionCounts } from "../models/confusion-counts.ts";
import type { Reader } from "../runs/queries.ts";
import { readableRuns } from "../runs/readable.ts";

export type MetricSummary = { first: number; last: number; min: number | null; max: number | null };

/** All that a comparison says of a run, apart from its curves. */
export type ComparedRun = {
  id: string;
  name: string;
  preset: PresetId | null;
  state: RunState;
  endedEarly: boolean;
  spec: ExperimentSpec;
  parameters: number;
  engine: EngineRecord | null;
  trainer: string | null;
  startedAt: Date | null;
  trainingSeconds: number | null;
  /** Done or current, from 1; 0 before the first. */
  epoch: number;
  bestEpoch: number | null;
  bestValidationAccuracy: number | null;
  testCount: number | null;
  testAccuracy: number | null;
  metrics: Partial<Record<MetricId, MetricSummary>>;
  /** Epoch of the best value of each metric of epochs. */
  bestAt: Partial<Record<EpochMetric, number>>;
  /** confusion[true class][predicted class] */
  confusion: number[][] | null;
  classes: string[];
  /** Its answers to the single test images are kept. */
  answers: boolean;
};

/** `name` is known of a deleted run of the reader's own, for as long as it can be restored. */
export type GoneRun = { id: string; name: string | null };

export type Comparison = { runs: ComparedRun[]; gone: GoneRun[] };

const comparedSelect = {
  id: true,
  name: true,
  state: true,
  endedEarly: true,
  spec: true,
  parameters: true,
  engine: true,
  startedAt: true,
  trainingSeconds: true,
  epoch: true,
  bestEpoch: true,
  bestValidationAccuracy: true,
  testCount: true,
  testAccuracy: true,
  confusion: true,
  predictionsSha256: true,
  deletedAt: true,
  trainer: { select: { name: true } },
} satisfies Prisma.RunSelect;

/** The runs in the order in which they are asked for, and those of them that are not there for this reader. */
export async function compareRuns(reader: Reader, ids: readonly string[]): Promise<Comparison> {
  const { prisma } = reader;
  const found = await prisma.run.findMany({
    where: { id: { in: [...ids] }, ...readableRuns(reader) },
    select: comparedSelect,
  });
  const byId = new Map(found.map((row) => [row.id, row]));
  const rows = ids.flatMap((id) => {
    const row = byId.get(id);
    return row && row.deletedAt === null ? [row] : [];
  });
  const runId = { in: rows.map(({ id }) => id) };
  const [summaries, epochs] = await Promise.all([
    prisma.runMetric.findMany({ where: { runId } }),
    prisma.runEpoch.findMany({ where: { runId }, orderBy: { epoch: "asc" } }),
  ]);
  const summariesOf = Map.groupBy(summaries, (row) => row.runId);
  const epochsOf = Map.groupBy(epochs, (row) => row.runId);
  const shown = new Set(rows.map(({ id }) => id));
  return {
    runs: rows.map((row) => toComparedRun(row, summariesOf.get(row.id) ?? [], epochsOf.get(row.id) ?? [])),
    gone: ids.filter((id) => !shown.has(id)).map((id) => ({ id, name: byId.get(id)?.name ?? null })),
  };
}

type Row = Prisma.RunGetPayload<{ select: typeof comparedSelect }>;
type SummaryRow = Prisma.RunMetricGetPayload<object>;
type EpochRow = Prisma.RunEpochGetPayload<object>;

function toComparedRun(row: Row, summaries: readonly SummaryRow[], epochs: readonly EpochRow[]): ComparedRun {
  const { spec: json, engine, confusion, predictionsSha256, deletedAt: _, trainer, ...columns } = row;
  const spec = experimentSpecFields.parse(json);
  return {
    ...columns,
    spec,
    preset: presetOf(spec.architecture),
    parameters: columns.parameters ?? specCost(spec).network.parameters,
    engine: engine === null ? null : engineRecord.parse(engine),
    trainer: trainer?.name ?? null,
    metrics: Object.fromEntries(
      METRIC_IDS.flatMap((metric) => {
        const summary = summaries.find((one) => one.metric === metric);
        return summary
          ? [[metric, { first: summary.first, last: summary.last, min: summary.min, max: summary.max }]]
          : [];
      }),
    ),
    bestAt: Object.fromEntries(
      EPOCH_METRIC_IDS.map((metric) => [metric, bestEpochOf(epochs, metric)] as const).filter(
        ([, epoch]) => epoch !== null,
      ),
    ),
    confusion: confusion === null ? null : confusionCounts.parse(confusion),
    classes: [...DATASETS[spec.dataset].classes],
    answers: predictionsSha256 !== null,
  };
}

const epochValue = (row: EpochRow, metric: EpochMetric): number | null =>
  metric === "epochSeconds" ? row.seconds : row[metric];

/** The first of the epochs with the best finite value; null when there is none. */
function bestEpochOf(epochs: readonly EpochRow[], metric: EpochMetric): number | null {
  const sign = METRICS[metric].better === "lower" ? -1 : 1;
  let best: { epoch: number; value: number } | null = null;
  for (const row of epochs) {
    const value = epochValue(row, metric);
    if (value === null || !Number.isFinite(value)) continue;
    if (best === null || sign * value > sign * best.value) best = { epoch: row.epoch, value };
  }
  return best?.epoch ?? null;
}

/** A run as a row of a list. */

import { z } from "zod";
import type { BackboneId } from "#domain/backbones/backbone-ids";
import { specCost } from "#domain/experiments/cost";
import { PRESET_IDS, type PresetId } from "#domain/experiments/presets";
import { type ExperimentSpec, experimentSpecFields, type OptimizerSpec } from "#domain/experiments/spec";
import { LICENCES, type Licence } from "#domain/models/licences";
import { type Visibility, visibilityOf } from "#domain/models/visibility";
import { runFailure } from "#domain/runs/events";
import type { RunCommand, RunState } from "#domain/runs/states";
import { Prisma, type PrismaClient } from "#prisma/generated/client";
import type { QueuePlace } from "../launch/queue-plan.ts";

const columns = {
  id: true,
  experimentId: true,
  name: true,
  tags: true,
  note: true,
  preset: true,
  spec: true,
  seed: true,
  parameters: true,
  state: true,
  command: true,
  held: true,
  sweepId: true,
  endedEarly: true,
  epoch: true,
  step: true,
  stepsPerEpoch: true,
  imagesPerSecond: true,
  bestEpoch: true,
  bestValidationAccuracy: true,
  testAccuracy: true,
  testCount: true,
  queuedAt: true,
  startedAt: true,
  finishedAt: true,
  trainingSeconds: true,
  failure: true,
} satisfies Prisma.RunSelect;

const COLUMNS = Prisma.join(Object.keys(columns).map((name) => Prisma.raw(`r."${name}"`)));

export const runSummarySelect = {
  ...columns,
  epochs: { select: { validationAccuracy: true }, orderBy: { epoch: "asc" } },
  model: { select: { id: true, publishedAt: true, byLink: true, licence: true } },
} satisfies Prisma.RunSelect;

/** What a summary is made of. */
type SummaryRow = Prisma.RunGetPayload<{ select: typeof columns & { model: typeof runSummarySelect.model } }> & {
  /** Validation accuracy of each epoch. */
  curve: number[];
};
type ModelRow = NonNullable<SummaryRow["model"]>;
type SqlRow = Omit<SummaryRow, "curve" | "model"> &
  Omit<ModelRow, "id"> & { modelId: string | null; curve: number[] | null };

/** Many at once, in any order: one statement, where Prisma would ask for each relation by itself. */
export async function readSummaries(prisma: PrismaClient, ids: readonly string[]): Promise<SummaryRow[]> {
  if (ids.length === 0) return [];
  const rows = await prisma.$queryRaw<SqlRow[]>`
    SELECT ${COLUMNS}, m."id" AS "modelId", m."publishedAt", m."byLink", m."licence",
           (SELECT array_agg(e."validationAccuracy" ORDER BY e."epoch") FROM "run_epoch" e WHERE e."runId" = r."id") AS "curve"
      FROM "run" r LEFT JOIN "model" m ON m."runId" = r."id"
     WHERE r."id" = ANY(${ids}::uuid[])`;
  return rows.map(({ curve, modelId, publishedAt, byLink, licence, ...row }) => ({
    ...row,
    curve: curve ?? [],
    model: modelId === null ? null : { id: modelId, publishedAt, byLink, licence },
  }));
}

export type RunSummary = {
  id: string;
  experimentId: string;
  name: string;
  tags: string[];
  note: string;
  /** The preset whose network this is; null for a network of one's own. */
  preset: PresetId | null;
  /** On which it stands, and whose features it waits for before its first epoch. */
  backbone: BackboneId | null;
  state: RunState;
  command: RunCommand;
  /** It waits, and no trainer may take it, since its sweep is paused. */
  held: boolean;
  sweepId: string | null;
  endedEarly: boolean;
  seed: number;
  batchSize: number;
  optimizer: OptimizerSpec["kind"];
  learningRate: number;
  epochs: number;
  /** Done or current, counted from 1; 0 before the first. */
  epoch: number;
  step: number;
  stepsPerEpoch: number;
  imagesPerSecond: number | null;
  bestEpoch: number | null;
  bestValidationAccuracy: number | null;
  testAccuracy: number | null;
  testCount: number | null;
  parameters: number;
  trainingSubset: number | null;
  queuedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  trainingSeconds: number | null;
  failureMessage: string | null;
  /** Validation accuracy of each epoch. */
  sparkline: number[];
  modelId: string | null;
  modelVisibility: Visibility | null;
  modelLicence: Licence | null;
  /** Only of a queued run that is not held. */
  queue: QueuePlace | null;
};

const modelLicence = z.enum(LICENCES).nullable();

export const specOf = ({ spec }: Pick<SummaryRow, "spec">): ExperimentSpec => experimentSpecFields.parse(spec);

/** @param spec of the row, parsed once by whoever needs more of it */
export function toRunSummary(row: SummaryRow, spec: ExperimentSpec, queue: QueuePlace | null = null): RunSummary {
  const { spec: _, seed, preset, failure, curve, model, ...columns } = row;
  return {
    ...columns,
    preset: PRESET_IDS.find((id) => id === preset) ?? null,
    backbone: spec.architecture.backbone?.id ?? null,
    seed: Number(seed),
    batchSize: spec.batchSize,
    optimizer: spec.optimizer.kind,
    learningRate: spec.optimizer.learningRate,
    epochs: spec.epochs,
    stepsPerEpoch: columns.stepsPerEpoch || specCost(spec).stepsPerEpoch,
    parameters: columns.parameters ?? specCost(spec).network.parameters,
    trainingSubset: spec.trainingSubset,
    failureMessage: failure === null ? null : runFailure.parse(failure).message,
    sparkline: curve,
    modelId: model?.id ?? null,
    modelVisibility: model && visibilityOf(model),
    modelLicence: modelLicence.parse(model?.licence ?? null),
    queue,
  };
}

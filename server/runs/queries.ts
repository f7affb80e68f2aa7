import { DATASETS } from "#domain/datasets/catalogue";
import { type ExperimentSpec, experimentSpecFields } from "#domain/experiments/spec";
import { type EngineRecord, engineRecord } from "#domain/runs/engine-record";
import { type RunEvent, type RunFailure, runEvent, runFailure, UNTOLD_EVENTS } from "#domain/runs/events";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { isAlive, queuePlaces, readQueueState } from "../launch/queue-state.ts";
import { confusionCounts } from "../models/confusion-counts.ts";
import type { Context } from "../trpc.ts";
import { type FeatureProgress, readFeatureProgress } from "./features.ts";
import { readableRuns } from "./readable.ts";
import { type RunSummary, runSummarySelect, toRunSummary } from "./summary.ts";

export type RunDetail = RunSummary & {
  spec: ExperimentSpec;
  engine: EngineRecord | null;
  /** Which trains or trained it; `heartbeatAge` in seconds since it was heard of. */
  trainer: { name: string; alive: boolean; heartbeatAge: number } | null;
  leaseEpoch: number;
  /** While a running run waits for the features of its backbone. */
  features: FeatureProgress | null;
  failure: RunFailure | null;
  testLoss: number | null;
  /** confusion[true class][predicted class] */
  confusion: number[][] | null;
  classes: string[];
  /** Its answers to the single test images are kept. */
  answers: boolean;
  deletedAt: Date | null;
  /** Number of its latest event; 0 before the first. */
  lastSeq: number;
  /** The reader can act on it: it is theirs, and they did not come by a link, which shows what others see. */
  mine: boolean;
};

/** Who reads, and from what. */
export type Reader = Pick<Context, "prisma" | "viewer" | "share" | "now">;

const runDetailSelect = {
  ...runSummarySelect,
  engine: true,
  leaseEpoch: true,
  testLoss: true,
  confusion: true,
  deletedAt: true,
  ownerId: true,
  predictionsSha256: true,
  trainer: { select: { name: true, heartbeatAt: true } },
} satisfies Prisma.RunSelect;

/** @returns null when there is no such run that the reader may see */
export async function findRun(reader: Reader, id: string): Promise<RunDetail | null> {
  const { prisma, viewer, share } = reader;
  const now = reader.now();
  const [row, lastSeq] = await Promise.all([
    prisma.run.findFirst({ where: { id, ...readableRuns(reader) }, select: runDetailSelect }),
    lastSeqOf(prisma, id),
  ]);
  if (!row) return null;
  const {
    engine,
    leaseEpoch,
    testLoss,
    confusion,
    predictionsSha256,
    deletedAt,
    ownerId,
    trainer,
    epochs,
    ...summary
  } = row;
  const places = row.state === "queued" ? queuePlaces(await readQueueState(prisma, now)) : null;
  const spec = experimentSpecFields.parse(row.spec);
  const isOnBackbone = row.state === "running" && spec.architecture.backbone !== null;
  return {
    ...toRunSummary(
      { ...summary, curve: epochs.map(({ validationAccuracy }) => validationAccuracy) },
      spec,
      places?.get(id),
    ),
    spec,
    engine: engine === null ? null : engineRecord.parse(engine),
    trainer: trainer && {
      name: trainer.name,
      alive: isAlive(trainer.heartbeatAt, now),
      heartbeatAge: Math.max(0, (now.getTime() - trainer.heartbeatAt.getTime()) / 1000),
    },
    leaseEpoch,
    features: isOnBackbone ? await readFeatureProgress(prisma, id) : null,
    failure: row.failure === null ? null : runFailure.parse(row.failure),
    testLoss,
    confusion: confusion === null ? null : confusionCounts.parse(confusion),
    classes: [...DATASETS[spec.dataset].classes],
    answers: predictionsSha256 !== null,
    deletedAt,
    lastSeq,
    mine: share === null && viewer?.id === ownerId,
  };
}

/** @throws DomainError `not-found` */
export async function getRun(reader: Reader, id: string): Promise<RunDetail> {
  const run = await findRun(reader, id);
  if (!run) throw notFound("run");
  return run;
}

/** @throws DomainError `not-found` */
export async function requireReadableRun(reader: Reader, id: string): Promise<void> {
  if ((await reader.prisma.run.count({ where: { id, ...readableRuns(reader) } })) === 0) throw notFound("run");
}

/**
 * @returns number of the run's last event, 0 before the first
 * @throws DomainError `not-found`
 */
export async function lastEventOf(reader: Reader, id: string): Promise<number> {
  const [seq] = await Promise.all([lastSeqOf(reader.prisma, id), requireReadableRun(reader, id)]);
  return seq;
}

/** On its own it reads one row of an index; as part of another query Prisma would read every event. */
async function lastSeqOf(prisma: PrismaClient, runId: string): Promise<number> {
  const last = await prisma.runEvent.findFirst({ where: { runId }, orderBy: { seq: "desc" }, select: { seq: true } });
  return last?.seq ?? 0;
}

export type EpochRow = {
  epoch: number;
  trainLoss: number | null;
  trainAccuracy: number;
  validationLoss: number | null;
  validationAccuracy: number;
  seconds: number;
  imagesPerSecond: number;
};

export const epochRowSelect = {
  epoch: true,
  trainLoss: true,
  trainAccuracy: true,
  validationLoss: true,
  validationAccuracy: true,
  seconds: true,
  imagesPerSecond: true,
} satisfies Prisma.RunEpochSelect;

export const listEpochs = (prisma: PrismaClient, runId: string): Promise<EpochRow[]> =>
  prisma.runEpoch.findMany({ where: { runId }, select: epochRowSelect, orderBy: { epoch: "asc" } });

/** Most events that one answer carries. */
export const EVENTS_PER_PAGE = 2000;

/** The events after number `after`, in order; `progress` says whether all kinds of progress and statistics of layers are wanted. */
export async function listEvents(
  prisma: PrismaClient,
  runId: string,
  after: number,
  limit: number = EVENTS_PER_PAGE,
  progress = true,
): Promise<RunEvent[]> {
  const rows = await prisma.runEvent.findMany({
    where: { runId, seq: { gt: after }, ...(progress ? {} : { type: { notIn: [...UNTOLD_EVENTS] } }) },
    orderBy: { seq: "asc" },
    take: limit,
  });
  return rows.map(({ seq, at, data }) => runEvent.parse({ seq, at: at.getTime(), data }));
}

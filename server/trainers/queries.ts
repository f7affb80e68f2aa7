/** Trainers and queue as everybody who is signed in may see them: of others' runs no more than that they are there. */
import { experimentSpecFields } from "#domain/experiments/spec";
import { QUEUE_ROWS } from "#domain/limits";
import type { RunNeeds } from "#domain/queue/needs";
import { type EngineRecord, engineRecord } from "#domain/runs/engine-record";
import type { PrismaClient } from "#prisma/generated/client";
import { freeAfter, isAlive, type QueueState, queuePlaces, readQueueState } from "../launch/queue-state.ts";
import type { Viewer } from "../trpc.ts";

export type TrainingRun = {
  /** Null, as the name is, of somebody else's. */
  id: string | null;
  name: string | null;
  /** 0..1 */
  progress: number;
  imagesPerSecond: number | null;
  /** When it will probably have been trained. */
  readyAt: Date | null;
};

export type TrainerLine = {
  id: string;
  name: string;
  engine: EngineRecord;
  /** Runs that it trains side by side. */
  slots: number;
  codeVersion: string | null;
  backbones: string[];
  /** Bytes of the devices that it trains on. */
  memoryBytes: number | null;
  memoryUsedBytes: number | null;
  /** Processes per processor over the last minute. */
  load: number | null;
  heartbeatAt: Date;
  alive: boolean;
  /** An administrator lets it take no further run since then. */
  drainedAt: Date | null;
  /** It was asked to end. */
  stopping: boolean;
  runs: TrainingRun[];
};

export type QueueRow = {
  /** Of one's own, and for administrators, who may move it. */
  id: string | null;
  /** Of one's own. */
  name: string | null;
  mine: boolean;
  /** 1 is next. */
  place: number;
  needs: RunNeeds;
  queuedAt: Date;
  expectedStart: Date | null;
  waitingFor: string;
  /** An administrator gave it its place. */
  pinned: boolean;
};

export type TrainersOverview = {
  trainers: TrainerLine[];
  /** Since when an administrator has paused the queue. */
  pausedAt: Date | null;
  /** Seconds that one person's runs may train within a day; 0 is without limit. */
  secondsPerDay: number;
  /** The first of those that wait, and all of the viewer's own. */
  queue: QueueRow[];
  /** Runs that wait. */
  waiting: number;
};

export async function readTrainers(prisma: PrismaClient, viewer: Viewer, now: Date): Promise<TrainersOverview> {
  const [trainers, state] = await Promise.all([listTrainers(prisma, viewer, now), readQueueState(prisma, now)]);
  const { pausedAt, secondsPerDay, waiting } = state;
  return { trainers, pausedAt, secondsPerDay, queue: queueRows(state, viewer), waiting: waiting.length };
}

async function listTrainers(prisma: PrismaClient, viewer: Viewer, now: Date): Promise<TrainerLine[]> {
  const rows = await prisma.trainer.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: {
      runs: {
        where: { state: "running" },
        orderBy: { claimedAt: "asc" },
        select: { id: true, name: true, ownerId: true, spec: true, epoch: true, step: true, imagesPerSecond: true },
      },
    },
  });
  const lines = rows.map(({ engine, startedAt: _, flopsPerSecond, runs, ...row }) => ({
    ...row,
    engine: engineRecord.parse(engine),
    alive: isAlive(row.heartbeatAt, now),
    runs: runs.map(({ id, name, ownerId, ...run }) => {
      const { epochs } = experimentSpecFields.parse(run.spec);
      const readyAt = freeAfter(run, flopsPerSecond, now);
      return {
        ...(ownerId === viewer.id ? { id, name } : { id: null, name: null }),
        progress: Math.max(0, run.epoch - 1) / epochs,
        imagesPerSecond: run.imagesPerSecond,
        readyAt: readyAt === null ? null : new Date(readyAt),
      };
    }),
  }));
  return lines.sort((a, b) => Number(b.alive) - Number(a.alive));
}

function queueRows(state: QueueState, viewer: Viewer): QueueRow[] {
  const places = queuePlaces(state);
  const shown = state.waiting.filter(({ ownerId }, index) => index < QUEUE_ROWS || ownerId === viewer.id);
  return shown.flatMap(({ id, name, ownerId, needs, queuedAt, pinned }) => {
    const place = places.get(id);
    if (!place) return [];
    const mine = ownerId === viewer.id;
    const { paused: _, ...wait } = place;
    const known = mine || viewer.role === "admin" ? id : null;
    return [{ ...wait, id: known, name: mine ? name : null, mine, needs, queuedAt, pinned: pinned !== null }];
  });
}

export type WaitingTime = {
  /** When the hour or day began. */
  at: Date;
  runs: number;
  /** Seconds from launch to start. */
  median: number;
  p90: number;
};

const HISTORY_HOURS = { hour: 48, day: 30 * 24 } as const;

/** How long the runs of the whole site waited that started in each hour of two days, or each day of thirty. */
export async function readWaits(prisma: PrismaClient, by: "hour" | "day", now: Date): Promise<WaitingTime[]> {
  const since = new Date(now.getTime() - HISTORY_HOURS[by] * 3_600_000);
  return prisma.$queryRaw<WaitingTime[]>`
    SELECT at, count(*)::int AS runs, percentile_cont(0.5) WITHIN GROUP (ORDER BY wait) AS median,
           percentile_cont(0.9) WITHIN GROUP (ORDER BY wait) AS p90
      FROM (SELECT date_trunc(${by}, "startedAt") AS at, extract(epoch FROM "startedAt" - "queuedAt")::float8 AS wait
              FROM run WHERE "startedAt" >= ${since}::timestamp) AS started
     GROUP BY at ORDER BY at`;
}

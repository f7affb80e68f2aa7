import { type PresetId, presetOf } from "#domain/experiments/presets";
import { experimentSpecFields } from "#domain/experiments/spec";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import type { BoardFilter } from "#domain/models/board-filter";
import { type BoardOrder, SIZE_BOUNDS } from "#domain/models/leaderboard-view";
import { engineRecord } from "#domain/runs/engine-record";
import { Prisma, type PrismaClient } from "#prisma/generated/client";
import { rankedModels } from "./ranked-models.ts";
import { published } from "./visibility.ts";

export type LeaderboardRow = {
  /** Among all published models of the data set; null for one that was not measured on the whole test set. */
  rank: number | null;
  /** Among those that the filter leaves, from 1. */
  place: number;
  modelId: string;
  name: string;
  author: string;
  testAccuracy: number;
  testCount: number;
  /** Half the width of the 95 % interval. */
  interval: number;
  parameters: number;
  bytes: number;
  trainingSeconds: number;
  engine: { kind: string; device: string; deviceName: string; threads: number };
  trainingSubset: number | null;
  preset: PresetId | null;
  /** SPDX identifier; null when all rights are reserved. */
  licence: string | null;
  publishedAt: Date;
  mine: boolean;
};

export type Leaderboard = {
  rows: LeaderboardRow[];
  /** What the filter leaves. */
  total: number;
  /** Published models of the data set. */
  published: number;
  /** What the filter would leave with another bound of size: any, then those of `SIZE_BOUNDS`. */
  sizes: number[];
};

type Row = Omit<LeaderboardRow, "modelId" | "interval" | "engine" | "preset" | "mine"> & {
  id: string;
  ownerId: string;
  spec: unknown;
  engine: unknown;
};

const COLUMNS = Prisma.sql`rank, place, id, "ownerId", name, author, "testAccuracy", "testCount", parameters, bytes,
  "trainingSeconds", "trainingSubset", licence, "publishedAt", spec, engine`;

const ORDERS: Record<BoardOrder, Prisma.Sql> = {
  accuracy: Prisma.sql`place`,
  parameters: Prisma.sql`parameters, place`,
  trainingSeconds: Prisma.sql`"trainingSeconds", place`,
  bytes: Prisma.sql`bytes, place`,
};

export async function readLeaderboard(
  prisma: PrismaClient,
  { filter, order, page, pageSize }: { filter: BoardFilter; order: BoardOrder; page: number; pageSize: number },
  viewerId: string | null,
): Promise<Leaderboard> {
  const [rows, sizes, all] = await Promise.all([
    readBoardRows(prisma, { filter, order, skip: (page - 1) * pageSize, take: pageSize }, viewerId),
    countBySize(prisma, filter),
    prisma.model.count({ where: { ...published, dataset: filter.dataset } }),
  ]);
  const isAnySize = filter.atLeast === 0 && filter.below === null;
  return {
    rows,
    total: isAnySize ? (sizes[0] ?? 0) : await countChosen(prisma, filter),
    published: all,
    sizes,
  };
}

/** `take` rows that the filter leaves, from the `skip`th on. */
export async function readBoardRows(
  prisma: PrismaClient,
  { filter, order, skip, take }: { filter: BoardFilter; order: BoardOrder; skip: number; take: number },
  viewerId: string | null,
): Promise<LeaderboardRow[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    ${rankedModels(filter)} SELECT ${COLUMNS} FROM chosen ORDER BY ${ORDERS[order]} OFFSET ${skip} LIMIT ${take}`;
  return rows.map((row) => toLeaderboardRow(row, viewerId));
}

async function countChosen(prisma: PrismaClient, filter: BoardFilter): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    ${rankedModels(filter)} SELECT count(*)::int AS count FROM chosen`;
  return row?.count ?? 0;
}

async function countBySize(prisma: PrismaClient, filter: BoardFilter): Promise<number[]> {
  const counted = filter.onePerAuthor ? Prisma.sql`DISTINCT "ownerId"` : Prisma.sql`*`;
  const under = SIZE_BOUNDS.map((bound) => Prisma.sql`count(${counted}) FILTER (WHERE parameters < ${bound})::int`);
  const [row] = await prisma.$queryRaw<{ counts: number[] }[]>`
    ${rankedModels({ ...filter, atLeast: 0, below: null })}
    SELECT ARRAY[count(${counted})::int, ${Prisma.join(under)}] AS counts FROM fitting`;
  return row?.counts ?? [];
}

function toLeaderboardRow({ id, ownerId, spec, engine, ...row }: Row, viewerId: string | null): LeaderboardRow {
  const { kind, device, deviceName, threads } = engineRecord.parse(engine);
  return {
    ...row,
    modelId: id,
    interval: accuracyInterval(row.testAccuracy, row.testCount),
    engine: { kind, device, deviceName, threads },
    preset: presetOf(experimentSpecFields.parse(spec).architecture),
    mine: ownerId === viewerId,
  };
}

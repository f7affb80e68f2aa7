/**
 * The published models of a data set in the order of their ranks, kept in the memory of the process: the leaderboard in any
 * view is then a pass over it. Each reader first compares the latest changes that the database knows, and a ranking that
 * lacks one is read anew, so that what is shown is never older than the question.
 */
import { DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import type { PresetId } from "#domain/experiments/presets";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import type { BoardOrder } from "#domain/models/leaderboard-view";
import type { EngineRecord } from "#domain/runs/engine-record";
import { Prisma, type PrismaClient } from "#prisma/generated/client";

export type RankedModel = {
  /** Its index in the ranking. */
  position: number;
  /** From 1; null for a model that was not measured on the whole test set. */
  rank: number | null;
  modelId: string;
  name: string;
  ownerId: string;
  author: string;
  /** `displayNameKey` of the author's name. */
  authorKey: string;
  testAccuracy: number;
  testCount: number;
  /** Half the width of the 95 % interval. */
  interval: number;
  parameters: number;
  bytes: number;
  trainingSeconds: number;
  engine: Pick<EngineRecord, "kind" | "device" | "deviceName" | "threads">;
  /** Images of the training subset; null when all were used. */
  trainingSubset: number | null;
  /** The preset whose network it is; null for a network of one's own. */
  preset: PresetId | null;
  /** SPDX identifier; null when all rights are reserved. */
  licence: string | null;
  publishedAt: Date;
};

export type Ranking = {
  /** Measured on the most pictures first, so whole test sets come first; then the more accurate, then the earlier. */
  models: readonly RankedModel[];
  /** Their test accuracies. */
  accuracies: Float64Array;
  /** Their positions, those first that cost least; of the same cost, and by accuracy, they are in the order of ranks. */
  positions(order: BoardOrder): Int32Array;
};

/** Gives the ranking of a data set as it is when it is asked for. */
export type ReadRanking = (dataset: DatasetId) => Promise<Ranking>;

/** Of all changes that are kept: different after each. */
const REVISION = Prisma.sql`(SELECT COALESCE(md5(string_agg(id::text, ',' ORDER BY id)), '') FROM ranking_change)`;

export function createRankings(prisma: PrismaClient): ReadRanking {
  const kept = new Map<DatasetId, { revision: string; ranking: Ranking }>();
  const loading = new Map<DatasetId, Promise<Ranking>>();

  const load = async (dataset: DatasetId): Promise<Ranking> => {
    const { revision, models } = await readModels(prisma, dataset);
    const ranking = toRanking(models);
    kept.set(dataset, { revision, ranking });
    return ranking;
  };
  return async (dataset) => {
    for (;;) {
      const known = kept.get(dataset);
      if (known && known.revision === (await readRevision(prisma))) return known.ranking;
      const underWay = loading.get(dataset);
      if (!underWay) {
        const own = load(dataset).finally(() => loading.delete(dataset));
        loading.set(dataset, own);
        return await own;
      }
      // Another's may have begun before what this reader has to see; what comes of it is compared like any that is kept.
      await underWay;
    }
  };
}

async function readRevision(prisma: PrismaClient): Promise<string> {
  const [row] = await prisma.$queryRaw<{ revision: string }[]>`SELECT ${REVISION} AS revision`;
  return row?.revision ?? "";
}

// biome-ignore format: in the order of the statement
type Row = [
  modelId: string, name: string, ownerId: string, author: string, authorKey: string, testAccuracy: number, testCount: number,
  parameters: number, bytes: number, trainingSeconds: number, trainingSubset: number | null, licence: string | null,
  publishedAtMs: number, preset: PresetId | null, kind: EngineRecord["kind"], device: EngineRecord["device"],
  deviceName: string, threads: number,
];

/** One text for all rows: the driver would convert each column of ten thousand by itself. */
async function readModels(
  prisma: PrismaClient,
  dataset: DatasetId,
): Promise<{ revision: string; models: RankedModel[] }> {
  const [answer] = await prisma.$queryRaw<{ revision: string; rows: string | null }[]>`
    SELECT ${REVISION} AS revision, (
      SELECT json_agg(json_build_array(
               m.id, m.name, m."ownerId", u.name, u."nameKey", m."testAccuracy", m."testCount", m.parameters, m.bytes,
               m."trainingSeconds", m."trainingSubset", m.licence, (extract(epoch FROM m."publishedAt") * 1000)::int8,
               r.preset, r.engine->'kind', r.engine->'device', r.engine->'deviceName', r.engine->'threads'
             ) ORDER BY m."testCount" DESC, m."testAccuracy" DESC, m."publishedAt", m.id)::text
        FROM model m JOIN run r ON r.id = m."runId" JOIN "user" u ON u.id = m."ownerId"
       WHERE m.dataset = ${dataset} AND m."publishedAt" IS NOT NULL AND r."deletedAt" IS NULL
    ) AS rows`;
  const rows: Row[] = JSON.parse(answer?.rows ?? "[]");
  const whole = DATASETS[dataset].test.count;
  return { revision: answer?.revision ?? "", models: rows.map((row, position) => toRankedModel(row, position, whole)) };
}

function toRankedModel(row: Row, position: number, whole: number): RankedModel {
  // biome-ignore format: in the order of the statement
  const [
    modelId, name, ownerId, author, authorKey, testAccuracy, testCount, parameters, bytes, trainingSeconds, trainingSubset,
    licence, publishedAtMs, preset, kind, device, deviceName, threads,
  ] = row;
  return {
    position,
    rank: testCount === whole ? position + 1 : null,
    modelId,
    name,
    ownerId,
    author,
    authorKey,
    testAccuracy,
    testCount,
    interval: accuracyInterval(testAccuracy, testCount),
    parameters,
    bytes,
    trainingSeconds,
    engine: { kind, device, deviceName, threads },
    trainingSubset,
    preset,
    licence,
    publishedAt: new Date(publishedAtMs),
  };
}

/** Numbers in rows of their own: a pass over them reads a tenth of the memory that one over the models does. */
function toRanking(models: readonly RankedModel[]): Ranking {
  const byRank = Int32Array.from(models, ({ position }) => position);
  const sorted = new Map<BoardOrder, Int32Array>();
  return {
    models,
    accuracies: Float64Array.from(models, ({ testAccuracy }) => testAccuracy),
    positions(order) {
      if (order === "accuracy") return byRank;
      const known = sorted.get(order);
      if (known) return known;
      const costs = Float64Array.from(models, (model) => model[order]);
      const made = byRank.toSorted((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0) || a - b);
      sorted.set(order, made);
      return made;
    },
  };
}

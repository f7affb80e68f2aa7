import { DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import { type PresetId, presetOf } from "#domain/experiments/presets";
import { experimentSpecFields } from "#domain/experiments/spec";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { published } from "./visibility.ts";

export type LeaderboardRow = {
  /** Null for a model that was not measured on the whole test set. */
  rank: number | null;
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
  engine: { kind: string; device: string };
  trainingSubset: number | null;
  preset: PresetId | null;
  publishedAt: Date;
  mine: boolean;
};

/** Whole test sets first, since their counts are the largest; then by accuracy, ties to the earlier publication. */
const RANKING = [
  { testCount: "desc" },
  { testAccuracy: "desc" },
  { publishedAt: "asc" },
  { id: "asc" },
] satisfies Prisma.ModelOrderByWithRelationInput[];

export async function readLeaderboard(
  prisma: PrismaClient,
  { dataset, page, pageSize }: { dataset: DatasetId; page: number; pageSize: number },
  viewerId: string | null,
): Promise<{ rows: LeaderboardRow[]; total: number }> {
  const where: Prisma.ModelWhereInput = { ...published, dataset };
  const skip = (page - 1) * pageSize;
  const [models, total] = await Promise.all([
    prisma.model.findMany({
      where,
      orderBy: RANKING,
      skip,
      take: pageSize,
      include: { owner: { select: { name: true } }, run: { select: { spec: true } } },
    }),
    prisma.model.count({ where }),
  ]);
  const rows = models.map(
    (model, index): LeaderboardRow => ({
      rank: isRanked(model) ? skip + index + 1 : null,
      modelId: model.id,
      name: model.name,
      author: model.owner.name,
      testAccuracy: model.testAccuracy,
      testCount: model.testCount,
      interval: accuracyInterval(model.testAccuracy, model.testCount),
      parameters: model.parameters,
      bytes: model.bytes,
      trainingSeconds: model.trainingSeconds,
      engine: { kind: model.engineKind, device: model.engineDevice },
      trainingSubset: model.trainingSubset,
      preset: presetOf(experimentSpecFields.parse(model.run.spec).architecture),
      publishedAt: model.publishedAt ?? model.createdAt,
      mine: model.ownerId === viewerId,
    }),
  );
  return { rows, total };
}

type Placed = { id: string; dataset: string; testCount: number; testAccuracy: number; publishedAt: Date | null };

const isRanked = ({ dataset, testCount }: Pick<Placed, "dataset" | "testCount">): boolean =>
  testCount === DATASETS[dataset as DatasetId].test.count;

/** A model's place on the leaderboard, or null when it has none. */
export async function rankOf(prisma: PrismaClient, model: Placed): Promise<number | null> {
  const { id, dataset, testCount, testAccuracy, publishedAt } = model;
  if (publishedAt === null || !isRanked(model)) return null;
  const better = await prisma.model.count({
    where: {
      ...published,
      dataset,
      testCount,
      OR: [
        { testAccuracy: { gt: testAccuracy } },
        { testAccuracy, publishedAt: { lt: publishedAt } },
        { testAccuracy, publishedAt, id: { lt: id } },
      ],
    },
  });
  return better + 1;
}

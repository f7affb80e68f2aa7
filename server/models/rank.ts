import { DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import type { PrismaClient } from "#prisma/generated/client";
import { published } from "./visibility.ts";

type Placed = { id: string; dataset: string; testCount: number; testAccuracy: number; publishedAt: Date | null };

const isRanked = ({ dataset, testCount }: Pick<Placed, "dataset" | "testCount">): boolean =>
  testCount === DATASETS[dataset as DatasetId].test.count;

/** A model's rank as the ranking gives it, or null when it has none; counts only what is better. */
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

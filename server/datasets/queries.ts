import { DATASET_IDS, DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import type { PrismaClient } from "#prisma/generated/client";

export type DatasetSummary = {
  id: DatasetId;
  title: string;
  classes: readonly string[];
  trainCount: number;
  testCount: number;
  /** The index of its published images (domain/datasets/sheets.ts), once a trainer has published them. */
  indexSha256: string | null;
};

export async function listDatasets(prisma: PrismaClient): Promise<DatasetSummary[]> {
  const rows = await prisma.dataset.findMany({ select: { id: true, indexSha256: true } });
  const indexes = new Map(rows.map(({ id, indexSha256 }) => [id, indexSha256]));
  return DATASET_IDS.map((id) => {
    const { title, classes, train, test } = DATASETS[id];
    return { id, title, classes, trainCount: train.count, testCount: test.count, indexSha256: indexes.get(id) ?? null };
  });
}

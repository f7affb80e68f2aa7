import { DATASET_IDS, DATASETS, type DatasetId, type DatasetInfo } from "#domain/datasets/catalogue";
import { type DatasetStatistics, datasetStatistics } from "#domain/datasets/statistics";
import { PRESET_IDS, type PresetId, presetSpec } from "#domain/experiments/presets";
import type { PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { published } from "../models/visibility.ts";

export type DatasetSummary = {
  id: DatasetId;
  title: string;
  about: string;
  /** Height, width, channels. */
  image: DatasetInfo["image"];
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
    const { title, about, image, classes, train, test } = DATASETS[id];
    return {
      id,
      title,
      about,
      image,
      classes,
      trainCount: train.count,
      testCount: test.count,
      indexSha256: indexes.get(id) ?? null,
    };
  });
}

export type DatasetDetail = DatasetInfo & {
  indexSha256: string | null;
  /** What a trainer measured when it published the images; null before, and of a version that is no longer read. */
  statistics: DatasetStatistics | null;
  /** Presets that train on it. */
  presets: PresetId[];
  /** Runs of everybody, deleted ones left out. */
  runs: number;
  publishedModels: number;
};

/** @throws DomainError not-found */
export async function findDataset(prisma: PrismaClient, name: string): Promise<DatasetDetail> {
  const id = DATASET_IDS.find((candidate) => candidate === name);
  if (!id) throw notFound("data set");
  const [row, runs, publishedModels] = await Promise.all([
    prisma.dataset.findUnique({ where: { id }, select: { indexSha256: true, statistics: true } }),
    prisma.run.count({ where: { spec: { path: ["dataset"], equals: id }, deletedAt: null } }),
    prisma.model.count({ where: { dataset: id, ...published } }),
  ]);
  return {
    ...DATASETS[id],
    indexSha256: row?.indexSha256 ?? null,
    statistics: datasetStatistics.safeParse(row?.statistics).data ?? null,
    presets: PRESET_IDS.filter((preset) => presetSpec(preset).dataset === id),
    runs,
    publishedModels,
  };
}

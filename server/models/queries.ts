import { z } from "zod";
import type { ImageShape } from "#domain/architectures/layers";
import { DATASET_IDS, DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import { type ExperimentSpec, experimentSpecFields } from "#domain/experiments/spec";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import { LICENCES, type Licence } from "#domain/models/licences";
import { type Visibility, visibilityOf } from "#domain/models/visibility";
import { type EngineRecord, engineRecord } from "#domain/runs/engine-record";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { type PlacedVersion, versionOfModel } from "../collections/queries.ts";
import { notFound } from "../errors.ts";
import { type EpochRow, epochRowSelect } from "../runs/queries.ts";
import type { Context } from "../trpc.ts";
import { type SharedTimings, sharedTimings } from "./browser-timings.ts";
import { confusionCounts } from "./confusion-counts.ts";
import type { ReadRanking } from "./ranking.ts";
import { type ModelReader, ownedBy, published, visibleTo } from "./visibility.ts";

export type ModelDetail = {
  id: string;
  /** For its owner only. */
  runId: string | null;
  name: string;
  author: string;
  /** Never behind a link: its owner sees there what others see. */
  mine: boolean;
  visibility: Visibility;
  publishedAt: Date | null;
  /** Null when all rights are reserved. */
  licence: Licence | null;
  createdAt: Date;
  manifestSha256: string;
  bytes: number;
  parameters: number;
  testCount: number;
  testAccuracy: number;
  testLoss: number | null;
  interval: number;
  confusion: number[][] | null;
  classes: string[];
  trainingSeconds: number;
  engine: EngineRecord;
  trainingSubset: number | null;
  spec: ExperimentSpec;
  rank: number | null;
  /** Null for one that is in no collection. */
  version: PlacedVersion | null;
  history: EpochRow[];
  /** How fast it is in the browsers of visitors who shared it. */
  timings: SharedTimings[];
};

/** @throws DomainError `not-found` when it is not there for this reader */
export async function getModel(
  { prisma, ranking, viewer, share }: ModelReader & Pick<Context, "prisma" | "ranking">,
  id: string,
): Promise<ModelDetail> {
  const model = await prisma.model.findFirst({
    where: { id, ...visibleTo({ viewer, share }) },
    include: {
      owner: { select: { name: true } },
      run: {
        select: {
          spec: true,
          engine: true,
          confusion: true,
          epochs: { select: epochRowSelect, orderBy: { epoch: "asc" } },
        },
      },
    },
  });
  if (!model) throw notFound("model");
  const { run, owner, ownerId, runId, byLink: _, dataset: __, engineKind: ___, engineDevice: ____, ...columns } = model;
  const mine = share === null && ownerId === viewer?.id;
  const spec = experimentSpecFields.parse(run.spec);
  const [rank, version, timings] = await Promise.all([
    model.publishedAt === null ? null : rankOf(ranking, spec.dataset, id),
    versionOfModel(prisma, id, share === null ? (viewer?.id ?? null) : null),
    sharedTimings(prisma, id),
  ]);
  return {
    ...columns,
    runId: mine ? runId : null,
    author: owner.name,
    mine,
    visibility: visibilityOf(model),
    licence: z.enum(LICENCES).nullable().parse(model.licence),
    interval: accuracyInterval(model.testAccuracy, model.testCount),
    confusion: run.confusion === null ? null : confusionCounts.parse(run.confusion),
    classes: [...DATASETS[spec.dataset].classes],
    engine: engineRecord.parse(run.engine),
    spec,
    rank,
    version,
    history: run.epochs,
    timings,
  };
}

/** Null for a model that was not measured on the whole test set. */
async function rankOf(ranking: ReadRanking, dataset: DatasetId, id: string): Promise<number | null> {
  const { models } = await ranking(dataset);
  return models.find(({ modelId }) => modelId === id)?.rank ?? null;
}

const usableSelect = {
  id: true,
  name: true,
  ownerId: true,
  owner: { select: { name: true } },
  testAccuracy: true,
  testCount: true,
  dataset: true,
  bytes: true,
  manifestSha256: true,
  publishedAt: true,
} satisfies Prisma.ModelSelect;

export type UsableModel = {
  id: string;
  name: string;
  author: string;
  mine: boolean;
  testAccuracy: number;
  interval: number;
  bytes: number;
  manifestSha256: string;
  publishedAt: Date | null;
  /** Height, width and channels of the pictures that it takes. */
  inputShape: ImageShape;
};

const USABLE_AT_MOST = 100;
const datasetId = z.enum(DATASET_IDS);

/** Models that this viewer can classify with: the best published ones, and all private ones of their own. */
export async function listUsableModels(prisma: PrismaClient, viewerId: string | null): Promise<UsableModel[]> {
  const [shared, own] = await Promise.all([
    prisma.model.findMany({
      where: published,
      select: usableSelect,
      orderBy: [{ testCount: "desc" }, { testAccuracy: "desc" }, { publishedAt: "asc" }],
      take: USABLE_AT_MOST,
    }),
    viewerId === null
      ? []
      : prisma.model.findMany({
          where: { ...ownedBy(viewerId), publishedAt: null },
          select: usableSelect,
          orderBy: { createdAt: "desc" },
          take: USABLE_AT_MOST,
        }),
  ]);
  return [...shared, ...own].map(({ owner, ownerId, testCount, dataset, ...model }) => ({
    ...model,
    author: owner.name,
    mine: ownerId === viewerId,
    inputShape: DATASETS[datasetId.parse(dataset)].image,
    interval: accuracyInterval(model.testAccuracy, testCount),
  }));
}

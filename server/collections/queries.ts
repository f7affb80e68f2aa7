import { aliasesOf, versionNamed } from "#domain/collections/version-names";
import { COLLECTION_LIMITS } from "#domain/limits";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import { type Visibility, visibilityOf } from "#domain/models/visibility";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { listedFor, openTo } from "../models/visibility.ts";

export type Version = {
  number: number;
  modelId: string;
  /** Of the model. */
  name: string;
  testAccuracy: number;
  testCount: number;
  /** Half the width of the 95 % interval. */
  interval: number;
  bytes: number;
  parameters: number;
  visibility: Visibility;
  addedAt: Date;
  /** `latest` and `best` first, as this reader sees the collection. */
  aliases: string[];
};

export type CollectionDetail = {
  id: string;
  name: string;
  author: string;
  mine: boolean;
  /** Those that this reader sees, the newest first. */
  versions: Version[];
};

const versionSelect = {
  number: true,
  addedAt: true,
  aliases: { select: { name: true, number: true } },
  model: {
    select: {
      id: true,
      name: true,
      testAccuracy: true,
      testCount: true,
      bytes: true,
      parameters: true,
      publishedAt: true,
      byLink: true,
    },
  },
} satisfies Prisma.CollectionVersionSelect;

/** @throws DomainError `not-found` when there is none, or none of its versions is there for this viewer */
export async function getCollection(
  prisma: PrismaClient,
  id: string,
  viewerId: string | null,
): Promise<CollectionDetail> {
  const collection = await prisma.collection.findFirst({
    where: { id, ...openTo(viewerId) },
    select: {
      name: true,
      ownerId: true,
      owner: { select: { name: true } },
      versions: { where: { model: listedFor(viewerId) }, orderBy: { number: "desc" }, select: versionSelect },
    },
  });
  if (!collection) throw notFound("collection");
  const rows = collection.versions.map(({ model: { id: modelId, publishedAt, byLink, ...model }, ...version }) => ({
    ...version,
    ...model,
    modelId,
    visibility: visibilityOf({ publishedAt, byLink }),
    interval: accuracyInterval(model.testAccuracy, model.testCount),
  }));
  const own = rows.flatMap(({ aliases }) => aliases);
  const aliases = aliasesOf(rows, own);
  return {
    id,
    name: collection.name,
    author: collection.owner.name,
    mine: collection.ownerId === viewerId,
    versions: rows.map((row) => ({ ...row, aliases: aliases.get(row.number) ?? [] })),
  };
}

/**
 * The version that a number or an alias names for this viewer.
 *
 * @throws DomainError `not-found` when it names none that they see
 */
export async function findVersion(
  prisma: PrismaClient,
  { id, version: name }: { id: string; version: string },
  viewerId: string | null,
): Promise<Version> {
  const { versions } = await getCollection(prisma, id, viewerId);
  const found = versionNamed(versions, name);
  if (!found) throw notFound("version");
  return found;
}

/** Where a model stands as a version. */
export type PlacedVersion = Pick<Version, "number" | "aliases"> & { collection: { id: string; name: string } };

/** The version that a model is, as this viewer sees it in its collection; null when it is in none, or not listed for them. */
export async function versionOfModel(
  prisma: PrismaClient,
  modelId: string,
  viewerId: string | null,
): Promise<PlacedVersion | null> {
  const row = await prisma.collectionVersion.findFirst({
    where: { modelId, model: listedFor(viewerId), collection: { deletedAt: null } },
    select: { collectionId: true, number: true },
  });
  if (!row) return null;
  const { id, name, versions } = await getCollection(prisma, row.collectionId, viewerId);
  const aliases = versions.find(({ number }) => number === row.number)?.aliases ?? [];
  return { collection: { id, name }, number: row.number, aliases };
}

export type CollectionChoice = { id: string; name: string };

/** One person's collections, by name. */
export const listCollections = (prisma: PrismaClient, ownerId: string): Promise<CollectionChoice[]> =>
  prisma.collection.findMany({
    where: { ownerId, deletedAt: null },
    orderBy: { nameKey: "asc" },
    take: COLLECTION_LIMITS.collections,
    select: { id: true, name: true },
  });

import { LABS } from "#domain/labs/catalogue";
import type { RunState } from "#domain/runs/states";
import type { PrismaClient } from "#prisma/generated/client";
import { literalPattern } from "../literal-pattern.ts";
import { listedFor, openTo } from "../models/visibility.ts";

export type Found = {
  runs: { id: string; name: string; state: RunState }[];
  models: { id: string; name: string; author: string; mine: boolean; testAccuracy: number }[];
  collections: { id: string; name: string; author: string; mine: boolean }[];
  sweeps: { id: string; name: string }[];
  /** Everybody's, by title. */
  labs: { id: string; name: string }[];
};

/** Of each kind. */
const FOUND_AT_MOST = 6;

/**
 * What this viewer may open and whose name has `query` in it, the latest first, models the best first. Without a query, what
 * they did last. Visitors find published models and their collections alone.
 */
export async function searchEverything(prisma: PrismaClient, query: string, viewerId: string | null): Promise<Found> {
  const has = { contains: literalPattern(query), mode: "insensitive" as const };
  const named = query === "" ? {} : { name: has };
  const [runs, models, collections, sweeps] = await Promise.all([
    viewerId === null
      ? []
      : prisma.run.findMany({
          where: { ownerId: viewerId, deletedAt: null, ...named },
          orderBy: [{ createdAt: "desc" }, { id: "desc" }],
          take: FOUND_AT_MOST,
          select: { id: true, name: true, state: true },
        }),
    query === ""
      ? []
      : prisma.model.findMany({
          where: {
            AND: [listedFor(viewerId), { OR: [named, { owner: { name: has } }] }],
          },
          orderBy: [{ testAccuracy: "desc" }, { id: "asc" }],
          take: FOUND_AT_MOST,
          select: { id: true, name: true, ownerId: true, owner: { select: { name: true } }, testAccuracy: true },
        }),
    query === ""
      ? []
      : prisma.collection.findMany({
          where: { AND: [openTo(viewerId), named] },
          orderBy: { createdAt: "desc" },
          take: FOUND_AT_MOST,
          select: { id: true, name: true, ownerId: true, owner: { select: { name: true } } },
        }),
    viewerId === null || query === ""
      ? []
      : prisma.sweep.findMany({
          where: { ownerId: viewerId, deletedAt: null, ...named },
          orderBy: { createdAt: "desc" },
          take: FOUND_AT_MOST,
          select: { id: true, name: true },
        }),
  ]);
  return {
    runs,
    models: models.map(({ owner, ownerId, ...model }) => ({
      ...model,
      author: owner.name,
      mine: ownerId === viewerId,
    })),
    collections: collections.map(({ owner, ownerId, ...collection }) => ({
      ...collection,
      author: owner.name,
      mine: ownerId === viewerId,
    })),
    sweeps,
    labs: findLabs(query),
  };
}

const findLabs = (query: string): Found["labs"] =>
  query === ""
    ? []
    : LABS.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()))
        .slice(0, FOUND_AT_MOST)
        .map(({ id, title }) => ({ id, name: title }));

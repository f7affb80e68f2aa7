/** What people write on their runs: tags, notes, names. */
import { NOTE_LIMITS } from "#domain/limits";
import { changeTags } from "#domain/runs/tags";
import type { Prisma, PrismaClient } from "#prisma/generated/client";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { type BulkResult, bulkResult } from "./bulk.ts";

const TOO_MANY = `It would have more than ${NOTE_LIMITS.tags} tags: remove some first.`;

/** Gives and takes tags. A run that would have too many keeps those it has. */
export async function tagRuns(
  prisma: PrismaClient,
  { ids, add, remove }: { ids: readonly string[]; add: readonly string[]; remove: readonly string[] },
  ownerId: string,
): Promise<BulkResult> {
  return prisma.$transaction(async (tx) => {
    const runs = await tx.$queryRaw<{ id: string; tags: string[] }[]>`
      SELECT "id", "tags" FROM "run"
       WHERE "id" = ANY(${ids}::uuid[]) AND "ownerId" = ${ownerId} AND "deletedAt" IS NULL ORDER BY "id" FOR UPDATE`;
    const changed = runs.flatMap(({ id, tags }) => {
      const next = changeTags(tags, { add, remove });
      if (next.length > NOTE_LIMITS.tags) return [];
      const added = next.filter((tag) => !tags.includes(tag));
      const removed = tags.filter((tag) => !next.includes(tag));
      return [{ id, tags: next, added, removed, same: added.length + removed.length === 0 }];
    });
    const written = changed.filter(({ same }) => !same);
    await tx.$executeRaw`
      UPDATE "run" SET "tags" = next."tags", "updatedAt" = now()
        FROM jsonb_to_recordset(${JSON.stringify(written)}::jsonb) AS next("id" uuid, "tags" text[])
       WHERE "run"."id" = next."id"`;
    await recordActions(
      tx,
      written.map(({ id, added, removed }) => ({
        action: "tagged",
        actorId: ownerId,
        ownerId,
        runId: id,
        details: { added, removed },
      })),
    );
    const done = new Set(changed.map(({ id }) => id));
    return bulkResult(ids, done, new Map(runs.map(({ id }) => [id, TOO_MANY])));
  });
}

/** Writes what is thought about the run. */
export const noteRun = (prisma: PrismaClient, id: string, note: string, ownerId: string): Promise<void> =>
  annotate(prisma, id, ownerId, { note }, () => ({ action: "noted", details: { length: note.length } }));

/** Its model keeps the name that it has. */
export const renameRun = (prisma: PrismaClient, id: string, name: string, ownerId: string): Promise<void> =>
  annotate(prisma, id, ownerId, { name }, (before) => ({ action: "renamed", details: { from: before, to: name } }));

async function annotate(
  prisma: PrismaClient,
  id: string,
  ownerId: string,
  data: { name: string } | { note: string },
  entry: (nameBefore: string) => { action: "noted" | "renamed"; details: Prisma.InputJsonObject },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const run = await tx.run.findFirst({ where: { id, ownerId, deletedAt: null }, select: { name: true, note: true } });
    if (!run) throw notFound("run");
    if ("name" in data ? run.name === data.name : run.note === data.note) return;
    await tx.run.update({ where: { id }, data, select: { id: true } });
    await recordActions(tx, [{ ...entry(run.name), actorId: ownerId, ownerId, runId: id }]);
  });
}

export type TagCount = { tag: string; runs: number };

/** Tags that are offered while one types. */
const TAGS_AT_MOST = 200;

/** The tags of a person's runs, those of most runs first. */
export const listTags = (prisma: PrismaClient, ownerId: string): Promise<TagCount[]> =>
  prisma.$queryRaw<TagCount[]>`
    SELECT "tag", sum("runs")::int AS "runs" FROM "run_tag_count" WHERE "ownerId" = ${ownerId}
     GROUP BY "tag" HAVING sum("runs") > 0 ORDER BY 2 DESC, 1 LIMIT ${TAGS_AT_MOST}`;

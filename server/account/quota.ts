/** What one person may keep. Whoever calls these holds the person's row (`lockUser`), so that two at once do not pass both. */
import { DomainError } from "#domain/errors";
import { PUBLISHED_MODELS_PER_USER, RUNS_PER_USER, STORED_BYTES_PER_USER } from "#domain/limits";
import { thousands } from "#domain/text/thousands";
import type { Prisma } from "#prisma/generated/client";
import { countRuns } from "../runs/run-counts.ts";

/**
 * Bytes of a person's models, a file that several share once, and of the files in other formats that they asked for
 * themselves. What is deleted counts no more.
 */
export async function storedBytes(db: Prisma.TransactionClient, ownerId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ bytes: number }[]>`
    WITH own AS (
      SELECT model.id FROM model JOIN run ON run.id = model."runId"
       WHERE model."ownerId" = ${ownerId} AND run."deletedAt" IS NULL
    ), files AS (
      SELECT sha256, bytes FROM model_artefact WHERE "modelId" IN (SELECT id FROM own)
       UNION
      SELECT sha256, bytes FROM model_export
       WHERE "modelId" IN (SELECT id FROM own) AND "requestedById" = ${ownerId} AND sha256 IS NOT NULL
    )
    SELECT COALESCE(sum(bytes), 0)::double precision AS bytes FROM files`;
  return row?.bytes ?? 0;
}

/** @throws DomainError `limit` when the person keeps too much to begin `runs` more, or to have files made */
export async function requireRoom(tx: Prisma.TransactionClient, ownerId: string, runs: number): Promise<void> {
  const bytes = await storedBytes(tx, ownerId);
  if (bytes >= STORED_BYTES_PER_USER) {
    throw new DomainError(
      "limit",
      `Your models take ${gigabytes(bytes)}, and ${gigabytes(STORED_BYTES_PER_USER)} is the limit. Delete runs whose models nobody needs.`,
    );
  }
  const kept = runs === 0 ? 0 : await countRuns(tx, ownerId);
  if (kept + runs > RUNS_PER_USER) {
    throw new DomainError(
      "limit",
      `You keep ${thousands(kept)} runs, and ${thousands(RUNS_PER_USER)} is the limit. Delete some that nobody needs.`,
    );
  }
}

/** @throws DomainError `limit` when the person shows as many models to everybody as they may */
export async function requireRoomToPublish(tx: Prisma.TransactionClient, ownerId: string): Promise<void> {
  const shown = await tx.model.count({ where: { ownerId, publishedAt: { not: null }, run: { deletedAt: null } } });
  if (shown < PUBLISHED_MODELS_PER_USER) return;
  throw new DomainError(
    "limit",
    `You have published ${shown} models, and ${PUBLISHED_MODELS_PER_USER} is the limit. Withdraw one that nobody needs.`,
  );
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

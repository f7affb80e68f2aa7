/** Which features of frozen layers are in the store, so that one trainer's work serves all. */
import type { BackboneId } from "#domain/backbones/backbone-ids";
import type { Prisma } from "#prisma/client";
import type { SharedFeatures } from "../features/shared-features.ts";

/** Bytes that shared features may take in the store; those that were used least recently go. */
const LIMIT = 8e9;

/** Features on a backbone that are in the store; counts as a use of each. */
export async function loadFeatureSets(prisma: Prisma, backbone: BackboneId): Promise<SharedFeatures[]> {
  const sets = await prisma.featureSet.findMany({
    where: { backbone },
    include: { chunks: { orderBy: { number: "asc" }, select: { sha256: true } } },
  });
  await prisma.featureSet.updateMany({
    where: { key: { in: sets.map(({ key }) => key) } },
    data: { usedAt: new Date() },
  });
  return sets.map(({ key, bytes, chunks }) => ({
    key,
    bytes: Number(bytes),
    chunks: chunks.map(({ sha256 }) => sha256),
  }));
}

/** Names features that were put into the store; more of the same take the place of fewer. */
export async function keepFeatureSet(
  prisma: Prisma,
  backbone: BackboneId,
  { key, bytes, chunks }: SharedFeatures,
  limit = LIMIT,
): Promise<void> {
  const rows = chunks.map((sha256, number) => ({ key, number, sha256 }));
  await prisma.$transaction(async (tx) => {
    const known = await tx.featureSet.findUnique({ where: { key } });
    if (known && known.bytes > bytes) return;
    const values = { bytes: BigInt(bytes), usedAt: new Date() };
    await tx.featureSet.upsert({ where: { key }, create: { key, backbone, ...values }, update: values });
    await tx.featureChunk.deleteMany({ where: { key } });
    await tx.featureChunk.createMany({ data: rows });
  });
  await prune(prisma, limit);
}

/** The rows; the sweep of the store follows. */
async function prune(prisma: Prisma, limit: number): Promise<void> {
  const sets = await prisma.featureSet.findMany({ orderBy: { usedAt: "desc" }, select: { key: true, bytes: true } });
  let kept = 0;
  const old: string[] = [];
  for (const { key, bytes } of sets) {
    kept += Number(bytes);
    if (kept > limit) old.push(key);
  }
  // Another trainer may be at it too.
  await prisma.featureSet.deleteMany({ where: { key: { in: old } } });
}

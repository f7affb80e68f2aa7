import type { Prisma, PrismaClient } from "#prisma/generated/client";

/** Hashes of all that these runs keep in the store: checkpoints, and the files of their models. */
export async function artefactsOfRuns(prisma: PrismaClient, where: Prisma.RunWhereInput): Promise<string[]> {
  const [checkpoints, models] = await Promise.all([
    prisma.checkpoint.findMany({ where: { run: where }, select: { sha256: true } }),
    prisma.model.findMany({
      where: { run: where },
      select: { manifestSha256: true, artefacts: { select: { sha256: true } } },
    }),
  ]);
  return [
    ...checkpoints.map(({ sha256 }) => sha256),
    ...models.flatMap(({ manifestSha256, artefacts }) => [manifestSha256, ...artefacts.map(({ sha256 }) => sha256)]),
  ];
}

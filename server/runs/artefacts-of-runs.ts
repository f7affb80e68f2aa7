import type { Prisma } from "#prisma/generated/client";

/** Hashes of all that these runs keep in the store: checkpoints, test predictions, and the files of their models in all formats. */
export async function artefactsOfRuns(tx: Prisma.TransactionClient, where: Prisma.RunWhereInput): Promise<string[]> {
  const checkpoints = await tx.checkpoint.findMany({ where: { run: where }, select: { sha256: true } });
  const evaluated = await tx.run.findMany({
    where: { AND: [where, { predictionsSha256: { not: null } }] },
    select: { predictionsSha256: true },
  });
  const models = await tx.model.findMany({
    where: { run: where },
    select: {
      manifestSha256: true,
      artefacts: { select: { sha256: true } },
      exports: { select: { sha256: true } },
    },
  });
  return [
    ...checkpoints.map(({ sha256 }) => sha256),
    ...evaluated.flatMap(({ predictionsSha256 }) => predictionsSha256 ?? []),
    ...models.flatMap(({ manifestSha256, artefacts, exports }) => [
      manifestSha256,
      ...[...artefacts, ...exports].flatMap(({ sha256 }) => sha256 ?? []),
    ]),
  ];
}

/** Models written straight into a database, with a run each, from manifests that are in its store. */
import { type ModelManifest, storedFiles } from "#domain/models/manifest";
import { modelColumns } from "#domain/models/model-columns";
import type { PrismaClient } from "#prisma/generated/client";

type Parts = {
  name: string;
  manifestSha256: string;
  manifest: ModelManifest;
  manifestBytes: number;
  publishedAt: Date | null;
};

export async function insertModel(
  prisma: PrismaClient,
  ownerId: string,
  { name, manifestSha256, manifest, manifestBytes, publishedAt }: Parts,
): Promise<{ id: string; name: string; manifestSha256: string; manifest: ModelManifest }> {
  const { test, provenance } = manifest;
  const { spec, engine, trainingSeconds, finishedAt } = provenance;
  const experiment = await prisma.experiment.create({ data: { ownerId, name, spec } });
  const { id: runId } = await prisma.run.create({
    data: {
      experimentId: experiment.id,
      ownerId,
      name,
      spec,
      seed: BigInt(spec.seed),
      state: "succeeded",
      engine,
      trainingSeconds,
      startedAt: finishedAt,
      finishedAt,
      testCount: test.count,
      testLoss: test.loss,
      testAccuracy: test.accuracy,
      confusion: test.confusion,
    },
    select: { id: true },
  });
  const { id } = await prisma.model.create({
    data: {
      ...modelColumns(manifest, manifestBytes),
      runId,
      ownerId,
      name,
      manifestSha256,
      publishedAt,
      artefacts: { create: storedFiles(manifest, { sha256: manifestSha256, bytes: manifestBytes }) },
    },
    select: { id: true },
  });
  return { id, name, manifestSha256, manifest };
}

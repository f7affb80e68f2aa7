/** Models written straight into the system's database, with a run each, from manifests that are in its store. */
import { filesToOpen, type ModelManifest, storedFiles } from "#domain/models/manifest";
import type { PrismaClient } from "#prisma/generated/client";
import type { PublishedModel } from "./published-model.ts";

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
): Promise<PublishedModel> {
  const { spec } = manifest.provenance;
  const experiment = await prisma.experiment.create({ data: { ownerId, name, spec } });
  const run = {
    experimentId: experiment.id,
    ownerId,
    name,
    spec,
    seed: BigInt(spec.seed),
    ...runFacts(manifest),
  };
  const { id } = await prisma.model.create({
    data: {
      ...modelFacts(manifest),
      name,
      manifestSha256,
      bytes: filesToOpen(manifest).reduce((sum, file) => sum + file.bytes, manifestBytes),
      publishedAt,
      owner: { connect: { id: ownerId } },
      artefacts: { create: storedFiles(manifest, { sha256: manifestSha256, bytes: manifestBytes }) },
      run: { create: run },
    },
  });
  return { id, name, manifestSha256, manifest };
}

const runFacts = ({ test, provenance: { engine, trainingSeconds, finishedAt } }: ModelManifest) => ({
  state: "succeeded" as const,
  engine,
  trainingSeconds,
  startedAt: finishedAt,
  finishedAt,
  testCount: test.count,
  testLoss: test.loss,
  testAccuracy: test.accuracy,
  confusion: test.confusion,
});

const modelFacts = ({
  parameters,
  test,
  provenance: { spec, engine, trainingSeconds, trainingImages },
}: ModelManifest) => ({
  dataset: spec.dataset,
  parameters,
  testCount: test.count,
  testLoss: test.loss,
  testAccuracy: test.accuracy,
  trainingSeconds,
  engineKind: engine.kind,
  engineDevice: engine.device,
  trainingSubset: trainingImages,
});

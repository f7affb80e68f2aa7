/** Models on EfficientNet-Lite0, each trained for seconds in a process of the trainer's code, and published. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { filesToOpen, type ModelManifest, modelFiles, modelManifest } from "#domain/models/manifest";
import { createPrisma } from "#prisma/client";
import { openLocalStore } from "#storage/local-store";
import type { PublishedModel } from "./published-model.ts";

type Line = { seed: number; manifestSha256: string; testAccuracy: number };

/**
 * Trains a model for each seed on a few hundred images, makes it public, and removes it after the work: it would lead the
 * leaderboard.
 *
 * @param owner display name of an account
 * @param side of the pictures that the backbone sees
 */
export async function withModelsOnBackbone(
  owner: string,
  { side, seeds }: { side: number; seeds: readonly number[] },
  work: (models: PublishedModel[]) => Promise<void>,
): Promise<void> {
  const { DATABASE_URL, STORE_DIR } = process.env;
  if (!DATABASE_URL || !STORE_DIR) {
    throw new Error("DATABASE_URL and STORE_DIR must name those of the system under test; npm test sets them.");
  }
  const prisma = createPrisma(DATABASE_URL, { max: 2, applicationName: "cultivar-e2e" });
  const { id: ownerId } = await prisma.user.findFirstOrThrow({ where: { name: owner }, select: { id: true } });
  try {
    const models: PublishedModel[] = [];
    for (const { seed, manifestSha256 } of await train(STORE_DIR, side, seeds)) {
      const bytes = await openLocalStore(STORE_DIR).get(manifestSha256);
      const manifest = modelManifest.parse(JSON.parse(new TextDecoder().decode(bytes ?? undefined)));
      const name = `EfficientNet at ${side}, seed ${seed}, of ${owner}`;
      const hashes = new Set([manifestSha256, ...modelFiles(manifest).map(({ sha256 }) => sha256)]);
      const { spec } = manifest.provenance;
      const experiment = await prisma.experiment.create({ data: { ownerId, name, spec } });
      const run = { experimentId: experiment.id, ownerId, name, spec, seed, ...runFacts(manifest) };
      const { id } = await prisma.model.create({
        data: {
          ...modelFacts(manifest),
          name,
          manifestSha256,
          bytes: filesToOpen(manifest).reduce((sum, file) => sum + file.bytes, bytes?.length ?? 0),
          publishedAt: new Date(),
          owner: { connect: { id: ownerId } },
          artefacts: { create: [...hashes].map((sha256) => ({ sha256 })) },
          run: { create: run },
        },
      });
      models.push({ id, name, manifestSha256, manifest });
    }
    await work(models);
  } finally {
    await prisma.experiment.deleteMany({ where: { ownerId } });
    await prisma.$disconnect();
  }
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

async function train(storeFolder: string, side: number, seeds: readonly number[]): Promise<Line[]> {
  const home = await mkdtemp(join(tmpdir(), "cultivar-e2e-"));
  try {
    const args = ["trainer/test/publish-on-backbone.ts", storeFolder, home, String(side), ...seeds.map(String)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
  } finally {
    await rm(home, { recursive: true });
  }
}

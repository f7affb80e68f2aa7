/** Models on EfficientNet-Lite0, each trained for seconds in a process of the trainer's code, and published. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { modelManifest } from "#domain/models/manifest";
import { insertModel } from "#prisma/test/insert-model";
import type { PublishedModel } from "./published-model.ts";
import { withSystemParts } from "./system-parts.ts";

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
  await withSystemParts(async ({ prisma, store, storeFolder }) => {
    const { id: ownerId } = await prisma.user.findFirstOrThrow({ where: { name: owner }, select: { id: true } });
    try {
      const models: PublishedModel[] = [];
      for (const { seed, manifestSha256 } of await train(storeFolder, side, seeds)) {
        const bytes = (await store.get(manifestSha256)) ?? new Uint8Array();
        const manifest = modelManifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
        const name = `EfficientNet at ${side}, seed ${seed}, of ${owner}`;
        const facts = { name, manifestSha256, manifest, manifestBytes: bytes.length, publishedAt: new Date() };
        models.push(await insertModel(prisma, ownerId, facts));
      }
      await work(models);
    } finally {
      await prisma.experiment.deleteMany({ where: { ownerId } });
    }
  });
}

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

/** The models that are measured: trained for seconds, in the store, and published in the bench's own installation. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type ModelManifest, modelFiles, modelManifest } from "#domain/models/manifest";
import { insertModel } from "#prisma/test/insert-model";
import { loadDataset } from "#trainer/datasets/cifar10";
import { datasetsFolder } from "#trainer/datasets/dataset-files";
import { publishSheets } from "#trainer/datasets/publish-sheets";
import type { BenchSite } from "../pages/bench-site.ts";
import { runToEnd } from "../processes/run-to-end.ts";
import { trainCommand } from "../processes/train-command.ts";

export type TrainedModel = { manifest: ModelManifest; shards: Uint8Array };
export type PublishedModel = TrainedModel & { id: string; manifestSha256: string };

const published = z.object({ event: z.literal("published"), manifestSha256: z.string() });

export const datasetFolder = join(datasetsFolder(process.env), "cifar10");

/** Trains a preset on a few thousand images and puts its files into the store. */
export async function trainModel(
  name: "scratch" | "deeper",
  { store }: Pick<BenchSite, "store">,
): Promise<TrainedModel> {
  const folder = await mkdtemp(join(tmpdir(), "cultivar-bench-"));
  try {
    const further = ["--limit", "4000", "--out", folder];
    const { messages } = await runToEnd(name, trainCommand({ preset: name, epochs: 1, seed: 1, further }));
    const { manifestSha256 } = published.parse(messages.find(({ event }) => event === "published"));
    const manifest = modelManifest.parse(JSON.parse(await readFile(join(folder, manifestSha256), "utf8")));
    for (const { sha256 } of modelFiles(manifest)) await store.put(await readFile(join(folder, sha256)));
    const shards = await Promise.all(manifest.shards.map(({ sha256 }) => readFile(join(folder, sha256))));
    return { manifest, shards: Buffer.concat(shards) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Publishes the data set's pictures; gives the hash of their index. */
export async function publishTestSet({ prisma, store }: Pick<BenchSite, "prisma" | "store">): Promise<string> {
  const dataset = await loadDataset(datasetsFolder(process.env), "cifar10");
  const { indexSha256, artefacts } = await publishSheets(store, "cifar10", dataset);
  const rows = artefacts.map((sha256) => ({ sha256 }));
  await prisma.dataset.create({ data: { id: "cifar10", indexSha256, artefacts: { createMany: { data: rows } } } });
  return indexSha256;
}

/** Makes the model public under `name`; as often as it is asked for, each time as another model with the same weights. */
export async function publish(
  { manifest, shards }: TrainedModel,
  name: string,
  { prisma, store, ownerId }: Pick<BenchSite, "prisma" | "store" | "ownerId">,
): Promise<PublishedModel> {
  const at = new Date();
  const own = { ...manifest, provenance: { ...manifest.provenance, finishedAt: at.toISOString() } };
  const { sha256: manifestSha256, bytes } = await store.put(new TextEncoder().encode(JSON.stringify(own)));
  const facts = { name, manifestSha256, manifest: own, manifestBytes: bytes, publishedAt: at };
  const { id } = await insertModel(prisma, ownerId, facts);
  return { manifest: own, shards, id, manifestSha256 };
}

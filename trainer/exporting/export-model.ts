/** A published model in another tool's format, from the store into the store. */
import type { ExportFormat } from "#domain/models/export-formats";
import { modelManifest } from "#domain/models/manifest";
import type { ArtefactStore } from "#storage/store";
import { writeKeras } from "./keras.ts";
import { type ModelSource, modelSource } from "./model-source.ts";
import { writeNpz } from "./npz.ts";
import { writeOnnx } from "./onnx.ts";
import { writeTfjs } from "./tfjs.ts";

type Writer = (source: ModelSource) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

export const WRITERS: Record<ExportFormat, Writer> = {
  tfjs: writeTfjs,
  keras: writeKeras,
  onnx: writeOnnx,
  npz: writeNpz,
};

export type ExportOrder = { format: ExportFormat; name: string; author: string; manifestSha256: string };
export type ExportedFile = { sha256: string; bytes: number };

/** @throws Error that says what is missing or cannot be expressed in the format */
export async function exportModel(store: ArtefactStore, { format, ...facts }: ExportOrder): Promise<ExportedFile> {
  const manifest = modelManifest.parse(JSON.parse(new TextDecoder().decode(await read(store, facts.manifestSha256))));
  const source = modelSource(
    { ...facts, manifest },
    {
      weights: await readAll(store, manifest.shards),
      backbone: manifest.backbone && (await readAll(store, manifest.backbone.shards)),
    },
  );
  return store.put(await WRITERS[format](source));
}

async function readAll(store: ArtefactStore, files: readonly ExportedFile[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const { sha256 } of files) parts.push(await read(store, sha256));
  return Buffer.concat(parts);
}

async function read(store: ArtefactStore, sha256: string): Promise<Uint8Array> {
  const bytes = await store.get(sha256);
  if (!bytes) throw new Error(`The model's file ${sha256} is not in the store any more.`);
  return bytes;
}

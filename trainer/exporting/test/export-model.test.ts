import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EXPORT_FORMATS, exportFileName } from "#domain/models/export-formats";
import type { WeightType } from "#domain/models/weight-types";
import { SAMPLE_INPUT, SAMPLE_LAYERS } from "#ml/architectures/test/sample-layers";
import { decodeTyped, encodeTyped } from "#ml/inference/encoded-weights";
import { decodeWeights, encodeWeights } from "#ml/inference/weights-codec";
import { openLocalStore } from "#storage/local-store";
import { exportModel, WRITERS } from "../export-model.ts";
import { type ModelSource, modelSource } from "../model-source.ts";
import { type SampleSource, sampleSource } from "./sample-source.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-export-"));
});
afterAll(() => rm(folder, { recursive: true }));

const sample = sampleSource(SAMPLE_LAYERS, SAMPLE_INPUT, 6);
const FACTS = { name: "Owls, seed 3", author: "Ada" };

/** The sample in the store, its shards cut in two. */
async function publish({ source: { manifest }, bytes }: Pick<SampleSource, "source" | "bytes"> = sample) {
  const store = openLocalStore(folder);
  const shards = async (bytes: Uint8Array = new Uint8Array()) => [
    await store.put(bytes.subarray(0, 100)),
    await store.put(bytes.subarray(100)),
  ];
  const { weights, backbone } = bytes;
  const stored = {
    ...manifest,
    shards: await shards(weights),
    ...(manifest.backbone && { backbone: { ...manifest.backbone, shards: await shards(backbone) } }),
  };
  const { sha256 } = await store.put(Buffer.from(JSON.stringify(stored)));
  return { store, manifestSha256: sha256, stored };
}

test.each(EXPORT_FORMATS)("a published model's %s is in the store under its hash", async (format) => {
  const { store, manifestSha256, stored } = await publish();
  const { sha256, bytes } = await exportModel(store, { ...FACTS, format, manifestSha256 });
  const source: ModelSource = { ...sample.source, ...FACTS, manifestSha256, manifest: stored };
  const expected = await WRITERS[format](source);
  expect(bytes).toBe(expected.length);
  // HDF5 keeps the time at which it was written.
  if (format !== "keras") expect(await store.get(sha256)).toEqual(Buffer.from(expected));
});

test.each(["float16", "uint8"] as const)("weights that are delivered as %s leave as float32", async (dtype) => {
  const { source, bytes } = sample;
  const typed = source.manifest.weights.map((weight) => {
    const type: WeightType = weight.shape.length > 1 ? dtype : "float32";
    return { ...weight, dtype: type };
  });
  const values = decodeWeights(bytes.weights, bytes.weights.length / 4);
  const encoded = encodeTyped(typed, values) ?? new Uint8Array();
  const { store, manifestSha256, stored } = await publish({
    source: { ...source, manifest: { ...source.manifest, weights: typed } },
    bytes: { ...bytes, weights: encoded },
  });
  const { sha256 } = await exportModel(store, { ...FACTS, format: "npz", manifestSha256 });
  const rounded = encodeWeights(decodeTyped(typed, encoded, "The weights"));
  expect(rounded).not.toEqual(bytes.weights);
  const expected = modelSource({ ...FACTS, manifestSha256, manifest: source.manifest }, { ...bytes, weights: rounded });
  expect(await store.get(sha256)).toEqual(Buffer.from(await WRITERS.npz({ ...expected, manifest: stored })));
});

test("a model whose file is gone, or whose weights are others, is refused", async () => {
  const { store, manifestSha256, stored } = await publish();
  const { manifest } = sample.source;
  const facts = { ...FACTS, manifestSha256, manifest };
  expect(() => modelSource(facts, { ...sample.bytes, weights: sample.bytes.weights.subarray(4) })).toThrow("bytes");
  expect(() => modelSource(facts, { weights: sample.bytes.weights })).toThrow("The backbone's weights have 0 bytes");
  const { backbone: _, ...without } = manifest;
  expect(() => modelSource({ ...facts, manifest: without }, sample.bytes)).toThrow("lacks the weight conv2d_1/kernel");
  const gone = stored.shards[1]?.sha256 ?? "";
  await store.delete(gone);
  await expect(exportModel(store, { ...FACTS, format: "npz", manifestSha256 })).rejects.toThrow(
    `${gone} is not in the store`,
  );
});

test.each([
  ["Deeper, seed 3", "onnx", "deeper-seed-3.onnx"],
  ["  Größe & Äpfel!  ", "tfjs", "gro-e-apfel-tfjs.zip"],
  ['a"b/../c\r\n', "keras", "a-b-c.keras"],
  ["猫", "npz", "model.npz"],
] as const)("the file of a model called %j is called %s: %s", (name, format, expected) => {
  expect(exportFileName(name, format)).toBe(expected);
});

import { createHash } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import type { ModelManifest } from "#domain/models/manifest";
import { InferenceError } from "../fetch-artefact.ts";
import { fetchModel, parseManifest } from "../fetch-model.ts";

afterEach(() => vi.unstubAllGlobals());

test("a description that cannot be read is refused in words, whether it is no JSON or another's", () => {
  for (const text of ["<html>", "{}"]) {
    const bytes = new TextEncoder().encode(text);
    expect(() => parseManifest(bytes)).toThrow(InferenceError);
    expect(() => parseManifest(bytes, "the model of deeper")).toThrow("The description of the model of deeper cannot");
  }
});

const files = new Map<string, Uint8Array<ArrayBuffer>>();
function file(bytes: Uint8Array<ArrayBuffer>) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  files.set(sha256, bytes);
  return { sha256, bytes: bytes.length };
}

/** The hash of a manifest on a backbone of two shards. */
function modelOn(backbone: readonly Uint8Array<ArrayBuffer>[], seed: number): string {
  const manifest: ModelManifest = {
    v: 1,
    classes: ["a", "b"],
    input: { shape: [1, 1, 1], mean: 0, std: 1 },
    layers: [{ type: "Flatten", name: "flatten_1" }],
    parameters: 3,
    weights: [],
    shards: [file(Uint8Array.of(seed))],
    backbone: { id: "efficientnet-lite0", weights: [], shards: backbone.map(file) },
    golden: { indices: [0], inputs: file(Uint8Array.of(7)), outputs: file(new Uint8Array(8)) },
    provenance: {
      spec: presetSpec("pretrained-lite", seed),
      engine: {
        kind: "wasm",
        version: "1",
        tfjs: "1",
        device: "cpu",
        deviceName: "",
        threads: 1,
        precision: "float32",
        node: "1",
        platform: "",
      },
      codeVersion: "1",
      epoch: 1,
      endedEarly: false,
      trainingImages: 32,
      trainingSeconds: 1,
      weightsSha256: "a".repeat(64),
      finishedAt: new Date(0).toISOString(),
    },
    test: { count: 1, loss: 1, accuracy: 1, confusion: [[1, 0], [0, 0]] },
  }; // biome-ignore format: a matrix
  return file(new TextEncoder().encode(JSON.stringify(manifest))).sha256;
}

test("models on one backbone share its bytes, which are fetched once and counted where they are", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    const sha256 = path.split("/").at(-1) ?? "";
    asked.push(sha256);
    return new Response(files.get(sha256) ?? null, { status: files.has(sha256) ? 200 : 404 });
  });
  const shards = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)];
  const [signal, hashes] = [new AbortController().signal, shards.map((shard) => file(shard).sha256)];
  const fetched = async (sha256: string) => {
    const progress: number[][] = [];
    const model = await fetchModel(sha256, signal, (...report) => progress.push(report));
    expect(progress.at(-1)).toEqual([model.bytes, model.bytes]);
    return model;
  };
  const first = await fetched(modelOn(shards, 1));
  const second = await fetched(modelOn(shards, 2));
  expect([...(first.backbone ?? [])]).toEqual([1, 2, 3, 4, 5]);
  expect(second.backbone).toBe(first.backbone);
  expect(first.bytes - second.bytes).toBe(5);
  expect(second.weights).toEqual(Uint8Array.of(2));
  expect(asked.filter((sha256) => hashes.includes(sha256))).toEqual(hashes);

  const [one, other] = await Promise.all([3, 4].map((seed) => fetched(modelOn([...shards, Uint8Array.of(6)], seed))));
  expect(one?.backbone).toHaveLength(6);
  expect(other?.backbone).toBe(one?.backbone);
});

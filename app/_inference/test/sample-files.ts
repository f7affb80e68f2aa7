/** Files of a model that nobody trained, under their hashes. */
import { createHash } from "node:crypto";
import { presetSpec } from "#domain/experiments/presets";
import type { ModelManifest } from "#domain/models/manifest";
import { SAMPLE_ENGINE } from "#domain/runs/test/sample-engine";

const files = new Map<string, Uint8Array<ArrayBuffer>>();

/** Puts bytes where `fetchSample` finds them. */
export function file(bytes: Uint8Array<ArrayBuffer>) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  files.set(sha256, bytes);
  return { sha256, bytes: bytes.length };
}

/** The server's answer to `/m/<sha256>`. */
export function fetchSample(path: string): Response {
  const sha256 = path.split("/").at(-1) ?? "";
  return new Response(files.get(sha256) ?? null, { status: files.has(sha256) ? 200 : 404 });
}

/** The hash of a manifest with these parts. */
export function manifestWith(parts: Partial<ModelManifest>, seed = 1): string {
  const manifest: ModelManifest = {
    v: 1,
    classes: ["a", "b"],
    input: { shape: [1, 1, 1], mean: 0, std: 1 },
    layers: [{ type: "Flatten", name: "flatten_1" }],
    parameters: 3,
    weights: [],
    shards: [file(Uint8Array.of(seed))],
    golden: { indices: [0], inputs: file(Uint8Array.of(7)), outputs: file(new Uint8Array(8)) },
    provenance: {
      spec: presetSpec("pretrained-lite", seed),
      engine: SAMPLE_ENGINE,
      codeVersion: "1",
      epoch: 1,
      endedEarly: false,
      trainingImages: 32,
      trainingSeconds: 1,
      weightsSha256: "a".repeat(64),
      finishedAt: new Date(0).toISOString(),
    },
    test: {
      count: 1,
      loss: 1,
      accuracy: 1,
      confusion: [
        [1, 0],
        [0, 0],
      ],
    },
    ...parts,
  };
  return file(new TextEncoder().encode(JSON.stringify(manifest))).sha256;
}

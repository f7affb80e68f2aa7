/** Fetches all that a model consists of: manifest, weights, and the golden images it is tested with. */
import { type ModelManifest, modelManifest } from "#domain/models/manifest";
import { concatenateBytes } from "./concatenate-bytes.ts";
import { type FetchOptions, fetchArtefact, InferenceError } from "./fetch-artefact.ts";

export type ModelFiles = {
  manifest: ModelManifest;
  /** All shards in order, as they lie behind one another. */
  weights: Uint8Array<ArrayBuffer>;
  /** Likewise of the backbone, where there is one; the same bytes for all models on it. */
  backbone?: Uint8Array<ArrayBuffer> | undefined;
  /** uint8 [count, height, width, channels]. */
  goldenInputs: Uint8Array<ArrayBuffer>;
  /** float32 [count, classes]. */
  goldenOutputs: Float32Array;
  /** Bytes fetched for this model, the golden images included; without a backbone that was there already. */
  bytes: number;
  manifestBytes: number;
};

export const MAX_MANIFEST_BYTES = 2 ** 20;
/** 20 million parameters that are trained and 21 million of the largest backbone, in float32, and the golden images. */
const MAX_MODEL_BYTES = 176 * 2 ** 20;

/** @throws InferenceError with a sentence in which the model is called `name` */
export function parseManifest(bytes: Uint8Array, name = "this model"): ModelManifest {
  try {
    return modelManifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw new InferenceError(`The description of ${name} cannot be read. It may be of a newer version: reload.`);
  }
}

/** Backbones that models in use hold, by their shards' hashes: the next model on one need not fetch it. */
const backbones = new Map<string, WeakRef<Uint8Array<ArrayBuffer>>>();

/** Fetches and verifies the model with manifest `sha256`; files in parallel, their progress as one sum. */
export async function fetchModel(
  sha256: string,
  signal: AbortSignal,
  onProgress: (receivedBytes: number, totalBytes: number) => void,
  options: Pick<FetchOptions, "keep" | "share"> = {},
): Promise<ModelFiles> {
  const manifestBytes = await fetchArtefact(sha256, { signal, maxBytes: MAX_MANIFEST_BYTES, ...options });
  const manifest = parseManifest(manifestBytes);
  const own = manifest.shards.length;
  const backboneKey = manifest.backbone?.shards.map((shard) => shard.sha256).join();
  const held = backboneKey === undefined ? undefined : backbones.get(backboneKey)?.deref();
  const shared = held ? [] : (manifest.backbone?.shards ?? []);
  const files = [...manifest.shards, ...shared, manifest.golden.inputs, manifest.golden.outputs];
  const total = manifestBytes.length + files.reduce((sum, file) => sum + file.bytes, 0);
  if (total > MAX_MODEL_BYTES) {
    throw new InferenceError(`This model has ${Math.round(total / 2 ** 20)} MB, more than is loaded into a browser.`);
  }
  const received = files.map(() => 0);
  const report = () => onProgress(manifestBytes.length + received.reduce((sum, n) => sum + n, 0), total);
  report();
  const contents = await Promise.all(
    files.map((file, i) =>
      fetchArtefact(file.sha256, {
        signal,
        maxBytes: file.bytes,
        ...options,
        onBytes: (bytes) => {
          received[i] = bytes;
          report();
        },
      }),
    ),
  );
  const [goldenInputs, goldenOutputs] = contents.slice(-2);
  if (!goldenInputs || !goldenOutputs) throw new InferenceError("This model has no golden images.");
  return {
    manifest,
    weights: concatenateBytes(contents.slice(0, own)),
    backbone: backboneKey === undefined ? undefined : (held ?? hold(backboneKey, contents.slice(own, -2))),
    goldenInputs,
    goldenOutputs: new Float32Array(goldenOutputs.buffer), // float32 little-endian, as on every machine with a browser
    bytes: total,
    manifestBytes: manifestBytes.length,
  };
}

/** The backbone as one, kept for as long as a model uses it; of two that were fetched at the same time the first. */
function hold(key: string, shards: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const earlier = backbones.get(key)?.deref();
  if (earlier) return earlier;
  const bytes = concatenateBytes(shards);
  backbones.set(key, new WeakRef(bytes));
  return bytes;
}

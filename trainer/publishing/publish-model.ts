/** Turns a trained network into the files of a model, in a store, under their hashes. */
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { layersOf } from "#domain/architectures/layers";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { type ModelManifest, modelManifest } from "#domain/models/manifest";
import type { EngineRecord } from "#domain/runs/engine-record";
import { stringifyMeasured } from "#domain/runs/measured";
import { weightSpecs } from "#ml/architectures/weight-specs";
import type { LabelledImages } from "#ml/data/batches";
import type { Standardisation } from "#ml/data/standardise";
import type { Evaluation } from "#ml/evaluation/evaluate";
import type { Predictor } from "#ml/inference/predictor";
import { softmax } from "#ml/inference/softmax";
import { encodeWeights } from "#ml/inference/weights-codec";
import type { TrainedNetwork } from "#ml/training/training";
import type { ArtefactStore } from "#storage/store";
import { sha256Of } from "./sha256-of.ts";

/** Shards of this size still fit the caches between a store and a browser. */
const SHARD_BYTES = 4 * 2 ** 20;
/** Test images whose probabilities every browser computes again before it shows a number. */
const GOLDEN_IMAGES = 32;

export type Publication = {
  store: Pick<ArtefactStore, "put">;
  spec: ExperimentSpec;
  trained: TrainedNetwork;
  evaluation: Evaluation;
  image: ImageShape;
  classes: readonly string[];
  test: LabelledImages;
  /** The trained network, which answers for the golden outputs. */
  predictor: Predictor;
  standardisation: Standardisation;
  trainingImages: number;
  engine: EngineRecord;
  codeVersion: string;
  finishedAt: Date;
};

export type PublishedModel = {
  manifest: ModelManifest;
  manifestSha256: string;
  /** Of all files together. */
  bytes: number;
  /** Hashes of all files, the manifest's last. */
  artefacts: string[];
};

/** Writes shards and golden files, then the manifest that names them. */
export async function publishModel(publication: Publication): Promise<PublishedModel> {
  const { store, spec, trained, evaluation, image, classes, test, predictor, standardisation, engine } = publication;
  const layers: Layer[] = layersOf(spec.architecture, classes.length);
  const weights = weightSpecs(layers, image).map(({ name, shape }) => ({ name, shape, dtype: "float32" as const }));
  const input = { shape: [...image] as [number, number, number], ...standardisation };
  const weightBytes = encodeWeights(trained.parameters);

  const files: { sha256: string; bytes: number }[] = [];
  const put = async (bytes: Uint8Array) => {
    const file = await store.put(bytes);
    files.push(file);
    return file;
  };

  const shards: Awaited<ReturnType<typeof put>>[] = [];
  for (let start = 0; start < weightBytes.length; start += SHARD_BYTES) {
    shards.push(await put(weightBytes.subarray(start, start + SHARD_BYTES)));
  }
  const count = Math.min(GOLDEN_IMAGES, test.labels.length);
  const goldenInputs = test.images.subarray(0, count * image[0] * image[1] * image[2]);
  const goldenIndices = Int32Array.from({ length: count }, (_, i) => i);
  const goldenOutputs = softmax(await predictor.logits(goldenInputs, goldenIndices), classes.length);

  const manifest = modelManifest.parse({
    v: 1,
    classes: [...classes],
    input,
    layers,
    parameters: trained.parameters.length,
    weights,
    shards,
    golden: {
      indices: [...goldenIndices],
      inputs: await put(goldenInputs),
      outputs: await put(encodeWeights(goldenOutputs)),
    },
    provenance: {
      spec,
      engine,
      codeVersion: publication.codeVersion,
      epoch: trained.epoch,
      endedEarly: trained.endedEarly,
      trainingImages: publication.trainingImages,
      trainingSeconds: trained.seconds,
      weightsSha256: sha256Of(weightBytes),
      finishedAt: publication.finishedAt.toISOString(),
    },
    test: {
      count: evaluation.count,
      loss: evaluation.loss,
      accuracy: evaluation.accuracy,
      confusion: evaluation.confusion,
    },
  });
  const { sha256: manifestSha256 } = await put(new TextEncoder().encode(stringifyMeasured(manifest)));
  return {
    manifest,
    manifestSha256,
    bytes: files.reduce((total, { bytes }) => total + bytes, 0),
    artefacts: files.map(({ sha256 }) => sha256),
  };
}

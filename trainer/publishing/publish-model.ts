/** Turns a trained network into the files of a model, in a store, under their hashes. */
import type { ImageShape } from "#domain/architectures/layers";
import { joinLayers } from "#domain/architectures/layers-of";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { type ModelManifest, modelManifest } from "#domain/models/manifest";
import type { EngineRecord } from "#domain/runs/engine-record";
import { stringifyMeasured } from "#domain/runs/stringify-measured";
import { Network } from "#ml/architectures/network";
import { joinByName, namedWeights, weightSpecs } from "#ml/architectures/weight-specs";
import type { LabelledImages } from "#ml/data/batches";
import type { Standardisation } from "#ml/data/standardise";
import type { CreatePredictor } from "#ml/inference/predictor";
import { softmax } from "#ml/inference/softmax";
import { encodeWeights } from "#ml/inference/weights-codec";
import type { TrainedNetwork } from "#ml/training/training";
import type { ArtefactStore } from "#storage/store";
import type { FrozenPart } from "../features/open-frozen-part.ts";
import { type DeliveredWeights, typedWeights } from "./deliver-weights.ts";
import { goldenCount } from "./golden-images.ts";
import type { IndexedImages } from "./index-training-images.ts";
import { sha256Of } from "./sha256-of.ts";

/** Shards of this size still fit the caches between a store and a browser. */
const SHARD_BYTES = 4 * 2 ** 20;

export type Publication = {
  store: Pick<ArtefactStore, "put">;
  spec: ExperimentSpec;
  trained: TrainedNetwork;
  delivered: DeliveredWeights;
  /** By which training images are found again; null without. */
  neighbours: IndexedImages | null;
  image: ImageShape;
  classes: readonly string[];
  test: LabelledImages;
  /** What was trained, and what stood before it. */
  network: Network;
  frozen: FrozenPart | null;
  /** By whom the golden outputs are computed. */
  createPredictor: CreatePredictor;
  /** The spec's; a backbone may have its own. */
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
  const { store, spec, trained, delivered, neighbours, image, classes, network, frozen, engine } = publication;
  const { delivery, evaluation } = delivered;
  const standardisation = frozen?.standardisation ?? publication.standardisation;

  const files: { sha256: string; bytes: number }[] = [];
  const put = async (bytes: Uint8Array) => {
    const file = await store.put(bytes);
    files.push(file);
    return file;
  };

  const putShards = async (bytes: Uint8Array) => {
    const shards: Awaited<ReturnType<typeof put>>[] = [];
    for (let start = 0; start < bytes.length; start += SHARD_BYTES) {
      shards.push(await put(bytes.subarray(start, start + SHARD_BYTES)));
    }
    return shards;
  };

  const backbone = frozen && frozenWeights(frozen, image);
  const whole = wholeNetwork(publication);
  const goldens = await goldenImages(publication, whole, standardisation);
  const manifest = modelManifest.parse({
    v: 1,
    classes: [...classes],
    input: { shape: [...image], ...standardisation },
    layers: whole.network.layers,
    parameters: whole.network.parameters,
    weights: typedWeights(network, delivery.dtype),
    shards: await putShards(delivered.bytes),
    delivery,
    ...(backbone && {
      backbone: {
        id: frozen.backbone,
        weights: typedWeights({ weights: backbone.specs }, "float32"),
        shards: await putShards(encodeWeights(backbone.parameters)),
      },
    }),
    golden: {
      indices: goldens.indices,
      inputs: await put(goldens.inputs),
      outputs: await put(encodeWeights(goldens.outputs)),
    },
    provenance: {
      spec,
      engine,
      codeVersion: publication.codeVersion,
      epoch: trained.epoch,
      endedEarly: trained.endedEarly,
      trainingImages: publication.trainingImages,
      trainingSeconds: trained.seconds,
      weightsSha256: sha256Of(encodeWeights(trained.parameters)),
      finishedAt: publication.finishedAt.toISOString(),
    },
    ...(neighbours && {
      neighbours: { layer: neighbours.layer, images: neighbours.images, index: await put(neighbours.bytes) },
    }),
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

type WholeNetwork = { network: Network; parameters: Float32Array };

/** What answers to pictures: the published weights behind the frozen layers, where there are any. */
function wholeNetwork({ network, frozen, delivered, image }: Publication): WholeNetwork {
  if (!frozen) return { network, parameters: delivered.parameters };
  const whole = new Network(joinLayers(frozen.layers, network.layers), image);
  const own = namedWeights(network.layers, delivered.parameters, network.input);
  return { network: whole, parameters: joinByName(whole.weights, new Map([...frozen.weights, ...own])) };
}

/** The weights of the frozen layers, which are the same for all models on a backbone. */
function frozenWeights({ layers, weights }: FrozenPart, image: ImageShape) {
  const specs = weightSpecs(layers, image);
  return { specs, parameters: joinByName(specs, weights) };
}

/** The first test images, and what the engine computes for them. */
async function goldenImages(
  { test, image, classes, createPredictor, frozen, ...publication }: Publication,
  { network, parameters }: WholeNetwork,
  standardisation: Standardisation,
) {
  const count = goldenCount({ dataset: { image, test }, network: publication.network, frozen });
  const inputs = test.images.subarray(0, count * image[0] * image[1] * image[2]);
  const indices = Int32Array.from({ length: count }, (_, i) => i);
  const predictor = createPredictor({ network, image, standardisation, parameters, batch: count });
  try {
    const logits = await predictor.logits(inputs, indices);
    return { inputs, indices: [...indices], outputs: softmax(logits, classes.length) };
  } finally {
    predictor.dispose();
  }
}

/** The part of a network that training leaves alone: its layers, its weights, and what it answers to a whole data set. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { featureShape, partsOf, runningParts } from "#domain/architectures/layers-of";
import type { BackboneId } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";
import { featureRows } from "#domain/experiments/cost";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { foldWeights, type NamedWeights, namedWeights } from "#ml/architectures/fold-batch-norms";
import { Network } from "#ml/architectures/network";
import { joinByWeight } from "#ml/architectures/weight-specs";
import type { FeatureRows } from "#ml/data/examples";
import type { Standardisation } from "#ml/data/standardise";
import type { Predictor } from "#ml/inference/predictor";
import { encodeWeights } from "#ml/inference/weights-codec";
import { loadBackbone } from "../backbones/load-backbone.ts";
import type { Dataset } from "../datasets/cifar10.ts";
import type { Engine } from "../engines/engine.ts";
import { sha256Of } from "../publishing/sha256-of.ts";
import { ensureFeatures, type FeatureExchange, type FeatureProgress } from "./ensure-features.ts";
import { featuresFolder, featuresLimit } from "./feature-space.ts";

/** Pictures that are computed at once: more are no faster, and take memory. */
const BATCH = 32;

export type FrozenPart = {
  backbone: BackboneId;
  /** From the picture to the features, without batch normalisations. */
  layers: readonly Layer[];
  /** Of these layers and, as they were learnt, of those of the backbone that are trained as well. */
  weights: NamedWeights;
  /** How bytes become what the backbone sees. */
  standardisation: Standardisation;
  /** Of the features of one picture. */
  shape: ImageShape;
  features: FeatureRows;
  /** Until then nobody removes the features. */
  close(): Promise<void>;
};

export type FrozenPartTask = {
  /** As the engine trains it, on a backbone. */
  spec: ExperimentSpec;
  engine: Engine;
  dataset: Dataset;
  /** The spec's, of pictures. */
  standardisation: Standardisation;
  /** CULTIVAR_HOME, BACKBONES_DIR, XCEPTION_WEIGHTS, FEATURES_LIMIT_GB. */
  env: Readonly<Record<string, string | undefined>>;
  tell: (line: string) => void;
  onProgress: (progress: FeatureProgress) => void;
  /** By which trainers share features; without it they stay here. */
  exchange?: FeatureExchange;
  /** Ends the work; what was computed is kept. */
  signal?: AbortSignal;
};

/**
 * Loads the frozen layers of a spec and finds or computes their features of all images.
 *
 * @returns null for a spec without a backbone
 * @throws BackboneError when weights are missing
 * @throws FeatureSpaceError when the disk has no room for the features
 * @throws the signal's reason, once it is aborted
 */
export async function openFrozenPart(task: FrozenPartTask): Promise<FrozenPart | null> {
  const { spec, dataset, env, tell, onProgress, exchange, signal } = task;
  const { backbone } = spec.architecture;
  if (!backbone) return null;
  const { layers: published, input, ...info } = BACKBONES[backbone.id];
  const parameters = await loadBackbone(env, backbone.id, tell);
  const parts = partsOf(spec.architecture, dataset.classes.length);
  const weights = foldWeights(parts.thawed, foldWeights(parts.frozen, namedWeights(published, parameters, input)));
  const { frozen: layers } = runningParts(parts);
  const standardisation = backbone.preprocessing === "own" ? info.standardisation : task.standardisation;
  const shape = featureShape(layers, dataset.image);
  const { train, test } = dataset;
  const counts = { train: train.labels.length, test: test.labels.length };
  const extractor = new Extractor(task, layers, weights, standardisation);
  try {
    const features = await ensureFeatures({
      folder: featuresFolder(env),
      limitBytes: featuresLimit(env),
      identity: {
        backbone: backbone.id,
        weightsSha256: sha256Of(encodeWeights(parameters)),
        ...standardisation,
        layers,
        precision: spec.precision,
        datasetSha256: sha256Of(train.images, test.images),
      },
      rows: featureRows(counts, true),
      needed: featureRows(counts, spec.augmentation.flip),
      values: shape[0] * shape[1] * shape[2],
      batch: BATCH,
      extract: (first, count) => extractor.extract(first, count),
      onProgress,
      ...(exchange && { exchange }),
      signal,
    });
    const mirrored = spec.augmentation.flip ? counts.train + counts.test : null;
    return {
      backbone: backbone.id,
      layers,
      weights,
      standardisation,
      shape,
      features: {
        read: (rows) => features.read(rows),
        file: features.file,
        rows: features.rows,
        test: counts.train,
        mirrored,
      },
      close: () => features.close(),
    };
  } finally {
    extractor.dispose();
  }
}

/** Computes features; made ready when they are first asked for. */
class Extractor {
  readonly #task: FrozenPartTask;
  readonly #layers: readonly Layer[];
  readonly #weights: NamedWeights;
  readonly #standardisation: Standardisation;
  readonly #pictures: Uint8Array;
  #predictor: Predictor | null = null;

  constructor(task: FrozenPartTask, layers: readonly Layer[], weights: NamedWeights, standardisation: Standardisation) {
    const [height, width, channels] = task.dataset.image;
    this.#task = task;
    this.#layers = layers;
    this.#weights = weights;
    this.#standardisation = standardisation;
    this.#pictures = new Uint8Array(BATCH * height * width * channels);
  }

  /** Features of `count` rows from `first` on, [count, ...]. */
  async extract(first: number, count: number): Promise<Float32Array> {
    // Signals and the supervisor's words get in between two batches.
    await nextTurn();
    this.#predictor ??= this.#createPredictor();
    for (let i = 0; i < count; i++) this.#copyPicture(first + i, i);
    return this.#predictor.logits(
      this.#pictures,
      Int32Array.from({ length: count }, (_, i) => i),
    );
  }

  dispose(): void {
    this.#predictor?.dispose();
  }

  #createPredictor(): Predictor {
    const { engine, dataset, spec } = this.#task;
    const network = new Network(this.#layers, dataset.image);
    return engine.createPredictor({
      network,
      image: dataset.image,
      standardisation: this.#standardisation,
      parameters: joinByWeight(network.weights, ({ name }) => this.#weights.get(name) ?? []),
      batch: BATCH,
      precision: spec.precision,
    });
  }

  /** The picture of a row: one to learn from, one to test on, or one of the former mirrored left to right. */
  #copyPicture(row: number, place: number): void {
    const { train, test, image } = this.#task.dataset;
    const [height, width, channels] = image;
    const size = height * width * channels;
    const [learnt, tested] = [train.labels.length, test.labels.length];
    const isTest = row >= learnt && row < learnt + tested;
    const index = isTest ? row - learnt : row % (learnt + tested);
    const picture = (isTest ? test : train).images.subarray(index * size, (index + 1) * size);
    const into = this.#pictures.subarray(place * size, (place + 1) * size);
    if (row < learnt + tested) {
      into.set(picture);
      return;
    }
    for (let at = 0; at < size; at += channels) {
      const [y, x] = [Math.floor(at / channels / width), (at / channels) % width];
      const from = (y * width + (width - 1 - x)) * channels;
      into.set(picture.subarray(from, from + channels), at);
    }
  }
}

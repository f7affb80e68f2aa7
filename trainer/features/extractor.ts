/** Computes features of a data set's images with a network that stays as it is; made ready when they are first asked for. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Layer } from "#domain/architectures/layers";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { Network } from "#ml/architectures/network";
import { joinByName, type NamedWeights } from "#ml/architectures/weight-specs";
import type { Standardisation } from "#ml/data/standardise";
import type { CreatePredictor, Predictor } from "#ml/inference/predictor";
import type { Dataset } from "../datasets/cifar10.ts";

/** Pictures that are computed at once: more are no faster, and take memory. */
export const EXTRACTION_BATCH = 32;

export type ExtractorTask = {
  /** From the picture to the features. */
  layers: readonly Layer[];
  /** Those of other layers may be among them. */
  weights: NamedWeights;
  standardisation: Standardisation;
  dataset: Dataset;
  createPredictor: CreatePredictor;
  precision: ExperimentSpec["precision"];
};

export class Extractor {
  readonly #task: ExtractorTask;
  readonly #pictures: Uint8Array;
  #predictor: Predictor | null = null;

  constructor(task: ExtractorTask) {
    const [height, width, channels] = task.dataset.image;
    this.#task = task;
    this.#pictures = new Uint8Array(EXTRACTION_BATCH * height * width * channels);
  }

  /** Features of `count` rows from `first` on, [count, ...]; at most `EXTRACTION_BATCH` of them. */
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
    const { layers, weights, standardisation, dataset, createPredictor, precision } = this.#task;
    const network = new Network(layers, dataset.image);
    return createPredictor({
      network,
      image: dataset.image,
      standardisation,
      parameters: joinByName(network.weights, weights),
      batch: EXTRACTION_BATCH,
      precision,
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

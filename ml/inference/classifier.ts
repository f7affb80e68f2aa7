/** A published model that answers: on the trainer, in a browser, on whichever backend is active. */

import { summarize } from "#domain/architectures/summary";
import { foldBatchNorms } from "../architectures/fold-batch-norms.ts";
import { Network } from "../architectures/network.ts";
import { batchesOf } from "../data/batches.ts";
import type { CompiledNetwork } from "../wasm/compile-network.ts";
import { type ClassifierModel, type ClassifierWeights, openModel } from "./open-model.ts";
import { type CreatePredictor, createEagerPredictor, type Predictor } from "./predictor.ts";
import { softmax } from "./softmax.ts";

export type { ClassifierModel, ClassifierWeights };

/** Pictures per forward pass: so many, or what so many bytes of all layers' outputs allow. */
const BATCH = 250;
const BATCH_BYTES = 512 * 2 ** 20;

export class Classifier {
  readonly #classes: number;
  readonly #imageSize: number;
  readonly #batch: number;
  readonly #predictor: Predictor;

  /**
   * Builds the network, on the active backend unless it is to be computed otherwise.
   *
   * @throws Error when the manifest's weights are not those of its layers, or the bytes are too many or too few
   */
  constructor(
    model: ClassifierModel,
    bytes: ClassifierWeights,
    createPredictor: CreatePredictor = createEagerPredictor,
  ) {
    const { classes, input, layers } = model;
    this.#classes = classes.length;
    this.#imageSize = input.shape[0] * input.shape[1] * input.shape[2];
    const { parameters } = openModel(model, bytes);
    const folded = foldBatchNorms({ layers, parameters }, input.shape);
    this.#batch = batchOf(summarize(layers, input.shape).activationBytes);
    this.#predictor = createPredictor({
      network: new Network(folded.layers, input.shape),
      image: input.shape,
      standardisation: input,
      parameters: folded.parameters,
    });
  }

  /**
   * Probabilities, float32 [count, classes], of uint8 pictures [count, height, width, channels].
   *
   * @throws RangeError when the bytes are not `count` pictures of the network's input size
   */
  async classify(pictures: Uint8Array, count: number): Promise<Float32Array<ArrayBuffer>> {
    if (pictures.length !== count * this.#imageSize) {
      throw new RangeError(
        `${pictures.length} bytes are not ${count} pictures; the network takes ${this.#imageSize} bytes for each.`,
      );
    }
    const probabilities = new Float32Array(count * this.#classes);
    const all = Int32Array.from({ length: count }, (_, i) => i);
    for (const batch of batchesOf(all, this.#batch)) {
      const logits = await this.#predictor.logits(pictures, batch);
      probabilities.set(softmax(logits, this.#classes), (batch[0] ?? 0) * this.#classes);
    }
    return probabilities;
  }

  /**
   * Classifies a model's golden pictures and compares with what the trainer's engine computed for them. One at a time, as
   * pictures come later: a backend has compiled and laid out what the first of those needs, and no more memory than that.
   *
   * @param inputs uint8 pictures
   * @param outputs the trainer's probabilities, [pictures, classes]
   * @returns the largest absolute difference of a probability; NaN when an answer is not a number
   */
  async selfTest(inputs: Uint8Array, outputs: Float32Array): Promise<number> {
    let largest = 0;
    for (let i = 0; i * this.#classes < outputs.length; i++) {
      const answer = await this.classify(inputs.subarray(i * this.#imageSize, (i + 1) * this.#imageSize), 1);
      const expected = outputs.subarray(i * this.#classes, (i + 1) * this.#classes);
      answer.forEach((probability, at) => {
        largest = Math.max(largest, Math.abs(probability - (expected[at] ?? Number.NaN)));
      });
    }
    return largest;
  }

  /** Its network as another worker can run it; null where TensorFlow.js computes it. */
  async copy(): Promise<CompiledNetwork | null> {
    return (await this.#predictor.copy?.()) ?? null;
  }

  /** Frees the weights; the classifier cannot be used afterwards. */
  dispose(): void {
    this.#predictor.dispose();
  }
}

const batchOf = (bytesPerPicture: number): number =>
  Math.max(1, Math.min(BATCH, Math.floor(BATCH_BYTES / bytesPerPicture)));

/** A learner on whichever TensorFlow.js backend is active, one operation after the other. */
// The whole package, because only that registers the gradients of all operations.
import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { type DropoutMasks, drawDropoutMask } from "../architectures/dropout-masks.ts";
import { Batcher, oneHot } from "../data/batches.ts";
import { argMax } from "../evaluation/arg-max.ts";
import { crossEntropy } from "./cross-entropy.ts";
import type { CreateLearner, Learner, LearnerState, LearnerTask, StepResult } from "./learner.ts";
import { createOptimizer, type Optimizer } from "./optimizers.ts";

/** @param masks the engine's own way of drawing the same dropout masks */
export const createEagerLearner =
  (masks: DropoutMasks = drawDropoutMask): CreateLearner =>
  (task) =>
    new EagerLearner(task, masks);

class EagerLearner implements Learner {
  readonly stepsPerCall = 1;
  readonly #task: LearnerTask;
  readonly #masks: DropoutMasks;
  readonly #batcher: Batcher;
  readonly #optimizer: Optimizer;
  #parameters: tf.Tensor1D;
  #slots: tf.Tensor1D[];

  constructor(task: LearnerTask, masks: DropoutMasks) {
    const { network, spec, image, standardisation, state } = task;
    this.#task = task;
    this.#masks = masks;
    this.#batcher = new Batcher(image, standardisation);
    this.#optimizer = createOptimizer(spec.optimizer);
    const { slotCount } = this.#optimizer;
    const slots = state.slots ?? Array.from({ length: slotCount }, () => new Float32Array(network.parameters));
    if (
      slots.length !== slotCount ||
      [state.parameters, ...slots].some(({ length }) => length !== network.parameters)
    ) {
      throw new RangeError("The state to go on from is of another network or optimiser than the spec's.");
    }
    this.#parameters = tf.tensor1d(state.parameters);
    this.#slots = slots.map((values) => tf.tensor1d(values));
  }

  async train(batches: readonly Int32Array[], iteration: number): Promise<StepResult[]> {
    const results: StepResult[] = [];
    for (const [i, batch] of batches.entries()) results.push(await this.#step(batch, iteration + i));
    return results;
  }

  async logits(indices: Int32Array): Promise<Float32Array> {
    const { network, data } = this.#task;
    const logits = tf.tidy(() =>
      network.logits(network.split(this.#parameters), this.#batcher.gather(data.images, indices)),
    );
    const values = await read(logits);
    logits.dispose();
    return values;
  }

  async state(): Promise<LearnerState> {
    const [parameters, ...slots] = await Promise.all([this.#parameters, ...this.#slots].map(read));
    return { parameters: parameters as Float32Array<ArrayBuffer>, slots };
  }

  dispose(): void {
    tf.dispose([this.#parameters, ...this.#slots]);
  }

  async #step(batch: Int32Array, iteration: number): Promise<StepResult> {
    const { network, spec, data, classes } = this.#task;
    const dropout = { seed: spec.seed, step: iteration, masks: this.#masks };
    const [loss, logits, parameters, ...slots] = tf.tidy(() => {
      const pictures = this.#batcher.gather(data.images, batch);
      const labels = oneHot(data.labels, batch, classes);
      const weights = network.split(this.#parameters);
      let logits: tf.Tensor = pictures;
      const { value, grads } = tf.valueAndGrads((...inputs) => {
        // Kept because the gradient's own scope ends before the logits are read.
        const kept = tf.keep(network.logits(inputs, pictures, dropout));
        logits = kept;
        return crossEntropy(kept, labels);
      })(weights);
      const gradient = tf.concat1d(grads.map((part) => tf.reshape(part, [part.size])));
      const update = this.#optimizer.update(this.#parameters, gradient, this.#slots, iteration);
      return [value, logits, update.parameters, ...update.slots];
    });
    tf.dispose([this.#parameters, ...this.#slots]);
    this.#parameters = parameters as tf.Tensor1D;
    this.#slots = slots as tf.Tensor1D[];
    const [losses, scores] = await Promise.all([read(loss as tf.Tensor), read(logits as tf.Tensor)]);
    tf.dispose([loss, logits]);
    const isCorrect = (index: number, row: number) =>
      argMax(scores.subarray(row * classes, (row + 1) * classes)) === data.labels[index];
    return { loss: losses[0] ?? Number.NaN, correct: batch.filter(isCorrect).length };
  }
}

/** The tensor's values, copied: a backend may hand out a view of memory that it uses again. */
const read = async (tensor: tf.Tensor): Promise<Float32Array<ArrayBuffer>> =>
  new Float32Array(await tensor.data<"float32">());

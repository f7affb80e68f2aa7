/** A learner on whichever TensorFlow.js backend is active, one operation after the other. */
// The whole package, because only that registers the gradients of all operations.
import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { PLAIN_PRIMITIVES } from "../architectures/primitives.ts";
import { type BatchAugmentation, Batcher, labelsAt } from "../data/batches.ts";
import { concatenated } from "../data/concatenate.ts";
import { argMax } from "../evaluation/arg-max.ts";
import type { CreateLearner, Learner, LearnerState, LearnerTask, StepResult } from "./learner.ts";
import { createOptimizer, type Optimizer } from "./optimizers.ts";
import { augmentationsOf, initialSlots, scalarsOf } from "./update-inputs.ts";

export const createEagerLearner: CreateLearner = (task) => new EagerLearner(task);

class EagerLearner implements Learner {
  readonly stepsPerCall = 1;
  readonly #task: LearnerTask;
  readonly #batcher: Batcher;
  readonly #optimizer: Optimizer;
  /** All trainable weights, [trainableParameters]. */
  #parameters: tf.Tensor1D;
  /** The other weights. */
  #averages: tf.Tensor[];
  #slots: tf.Tensor1D[];

  constructor(task: LearnerTask) {
    const { network, spec, image, standardisation, state } = task;
    this.#task = task;
    this.#batcher = new Batcher(image, standardisation);
    this.#optimizer = createOptimizer(spec.optimizer);
    const slots = initialSlots(task, this.#optimizer.slotCount);
    const { trainableParameters } = network;
    this.#parameters = tf.tensor1d(state.parameters.subarray(0, trainableParameters));
    this.#averages = tf.tidy(() =>
      network.split(tf.tensor1d(state.parameters.subarray(trainableParameters)), network.averages),
    );
    this.#slots = slots.map((values) => tf.tensor1d(values));
  }

  async train(batches: readonly Int32Array[], iteration: number): Promise<StepResult[]> {
    const results: StepResult[] = [];
    for (const [i, batch] of batches.entries()) results.push(await this.#step(batch, iteration + i));
    return results;
  }

  async logits(indices: Int32Array): Promise<Float32Array> {
    const { network } = this.#task;
    const pictures = await this.#pictures(indices);
    const logits = tf.tidy(() => {
      const weights = [...network.split(this.#parameters, network.trainableWeights), ...this.#averages];
      return network.logits(weights, pictures);
    });
    const values = await read(logits);
    tf.dispose([pictures, logits]);
    return values;
  }

  async state(): Promise<LearnerState> {
    const weights = await Promise.all([this.#parameters, ...this.#averages].map(read));
    const slots = await Promise.all(this.#slots.map(read));
    return { parameters: concatenated(weights), slots };
  }

  dispose(): void {
    tf.dispose([this.#parameters, ...this.#averages, ...this.#slots]);
  }

  /** What the network sees of the images at `indices`, [indices.length, ...image]. The caller disposes it. */
  async #pictures(indices: Int32Array, augmentation?: BatchAugmentation): Promise<tf.Tensor4D> {
    const { data, features, image } = this.#task;
    if (!features) return this.#batcher.gather(data.images, indices, augmentation);
    return tf.tensor4d(await features.read(indices), [indices.length, ...image]);
  }

  async #step(batch: Int32Array, iteration: number): Promise<StepResult> {
    const { network, spec, data, classes } = this.#task;
    const context = { seed: spec.seed, step: iteration, primitives: PLAIN_PRIMITIVES };
    const draws = augmentationsOf(this.#task, batch.length, iteration);
    const pictures = await this.#pictures(batch, draws && { draws, cutout: spec.augmentation.cutout });
    const [loss, logits, parameters, ...others] = tf.tidy(() => {
      const labels = labelsAt(data.labels, batch);
      const weights = network.split(this.#parameters, network.trainableWeights);
      let kept: tf.Tensor[] = [];
      const { value, grads } = tf.valueAndGrads((...inputs) => {
        const { logits, averages } = network.train([...inputs, ...this.#averages], pictures, context);
        // Kept because the gradient's own scope ends before they are read.
        kept = [logits, ...averages].map((tensor) => tf.keep(tensor));
        return PLAIN_PRIMITIVES.crossEntropy(logits, labels);
      })(weights);
      const gradient = tf.concat1d(grads.map((part) => tf.reshape(part, [part.size])));
      const update = this.#optimizer.update(this.#parameters, gradient, this.#slots, scalarsOf(this.#task, iteration));
      const [scores, ...averages] = kept;
      return [value, scores as tf.Tensor, update.parameters, ...averages, ...update.slots];
    });
    this.dispose();
    this.#parameters = parameters as tf.Tensor1D;
    this.#averages = others.slice(0, network.averages.length);
    this.#slots = others.slice(network.averages.length) as tf.Tensor1D[];
    const [losses, scores] = await Promise.all([read(loss as tf.Tensor), read(logits as tf.Tensor)]);
    tf.dispose([pictures, loss, logits]);
    const isCorrect = (index: number, row: number) =>
      argMax(scores.subarray(row * classes, (row + 1) * classes)) === data.labels[index];
    return { loss: losses[0] ?? Number.NaN, correct: batch.filter(isCorrect).length };
  }
}

/** The tensor's values, copied: a backend may hand out a view of memory that it uses again. */
const read = async (tensor: tf.Tensor): Promise<Float32Array<ArrayBuffer>> =>
  new Float32Array(await tensor.data<"float32">());

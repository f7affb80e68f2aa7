/** A learner on whichever TensorFlow.js backend is active, one operation after the other. */
// The whole package, because only that registers the gradients of all operations.
import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { PLAIN_PRIMITIVES } from "../architectures/primitives.ts";
import type { WeightSpec } from "../architectures/weight-specs.ts";
import { type BatchAugmentation, labelsAt } from "../data/batches.ts";
import { concatenated } from "../data/concatenate.ts";
import { ExampleReader } from "../data/examples.ts";
import { argMax } from "../evaluation/arg-max.ts";
import type { CreateLearner, Learner, LearnerState, LearnerTask, StepResult } from "./learner.ts";
import { createOptimizer, type Optimizer, type VectorScalars } from "./optimizers.ts";
import { augmentationsOf, initialSlots, isThawed, rowsOf, scalarsOf } from "./update-inputs.ts";

export const createEagerLearner: CreateLearner = (task) => new EagerLearner(task);

class EagerLearner implements Learner {
  readonly stepsPerCall = 1;
  readonly #task: LearnerTask;
  readonly #reader: ExampleReader;
  readonly #optimizer: Optimizer;
  /** All trainable weights, [trainableParameters]. */
  #parameters: tf.Tensor1D;
  /** The other weights. */
  #averages: tf.Tensor[];
  #slots: tf.Tensor1D[];
  /** 1 for each weight of a backbone, 0 for the others; null where there are no such weights. */
  readonly #isThawed: tf.Tensor1D | null;

  constructor(task: LearnerTask) {
    const { network, spec, image, standardisation, features, state } = task;
    this.#task = task;
    this.#reader = new ExampleReader(image, features ? null : standardisation);
    this.#optimizer = createOptimizer(spec.optimizer);
    const slots = initialSlots(task, this.#optimizer.slotCount);
    const { trainableParameters } = network;
    this.#parameters = tf.tensor1d(state.parameters.subarray(0, trainableParameters));
    this.#averages = tf.tidy(() =>
      network.split(tf.tensor1d(state.parameters.subarray(trainableParameters)), network.averages),
    );
    this.#slots = slots.map((values) => tf.tensor1d(values));
    const share = ({ name, size }: WeightSpec) => tf.fill<tf.Rank.R1>([size], Number(isThawed(task, name)));
    this.#isThawed = task.thawed.size > 0 ? tf.tidy(() => tf.concat1d(network.trainableWeights.map(share))) : null;
  }

  async train(batches: readonly Int32Array[], iteration: number): Promise<StepResult[]> {
    const results: StepResult[] = [];
    for (const [i, batch] of batches.entries()) results.push(await this.#step(batch, iteration + i));
    return results;
  }

  async logits(indices: Int32Array): Promise<Float32Array> {
    const { network, data, features } = this.#task;
    const pictures = await this.#reader.gather(features ?? data.images, indices);
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
    tf.dispose([this.#parameters, ...this.#averages, ...this.#slots, ...(this.#isThawed ? [this.#isThawed] : [])]);
  }

  #augmentation(count: number, iteration: number): BatchAugmentation | undefined {
    const draws = augmentationsOf(this.#task, count, iteration);
    return draws && { draws, cutout: this.#task.spec.augmentation.cutout };
  }

  /** As numbers, or as vectors where some weights learn more slowly. Run it in a `tf.tidy`. */
  #scalars(iteration: number): VectorScalars {
    const { rate, decay, thawedFactor } = scalarsOf(this.#task, iteration);
    if (!this.#isThawed) return { rate, decay };
    const factors: tf.Tensor1D = tf.add(tf.mul(this.#isThawed, thawedFactor - 1), 1);
    return { rate: tf.mul(factors, rate), decay: tf.mul(factors, decay) };
  }

  async #step(batch: Int32Array, iteration: number): Promise<StepResult> {
    const { network, spec, data, features, classes } = this.#task;
    const context = { seed: spec.seed, step: iteration, primitives: PLAIN_PRIMITIVES };
    const pictures = features
      ? await this.#reader.gather(features, rowsOf(this.#task, batch, iteration))
      : await this.#reader.gather(data.images, batch, this.#augmentation(batch.length, iteration));
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
      const update = this.#optimizer.update(this.#parameters, gradient, this.#slots, this.#scalars(iteration));
      const [scores, ...averages] = kept;
      return [value, scores as tf.Tensor, update.parameters, ...averages, ...update.slots];
    });
    tf.dispose([this.#parameters, ...this.#averages, ...this.#slots]);
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

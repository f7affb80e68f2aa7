/** A network being trained: its parameters, its optimiser's state, and the step that changes both. */
// The whole package, because only that registers the gradients of all operations.
import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import type { OptimizerSpec } from "#domain/experiments/spec";
import type { DropoutContext, Network } from "../architectures/network.ts";
import { crossEntropy } from "./cross-entropy.ts";
import { createOptimizer, type Optimizer } from "./optimizers.ts";

export type LearnerState = {
  /** All parameters of the network, in the order of its weights. */
  parameters: Float32Array<ArrayBuffer>;
  /** The optimiser's state vectors, each as long as the parameters. */
  slots: Float32Array<ArrayBuffer>[];
};

export type StepResult = {
  /** Mean over the batch, in nats. */
  loss: number;
  /** [batch, classes], before the update. */
  logits: Float32Array;
};

export class Learner {
  readonly #network: Network;
  readonly #optimizer: Optimizer;
  #parameters: tf.Tensor1D;
  #slots: tf.Tensor1D[];

  /**
   * @param slots the optimiser's state to go on from; none at the start of a training
   * @throws RangeError when a vector's length is not the network's or the optimiser needs another number of them
   */
  constructor(network: Network, spec: OptimizerSpec, parameters: Float32Array, slots?: Float32Array[]) {
    this.#network = network;
    this.#optimizer = createOptimizer(spec);
    const { slotCount } = this.#optimizer;
    const state = slots ?? Array.from({ length: slotCount }, () => new Float32Array(network.parameters));
    if (state.length !== slotCount || [parameters, ...state].some(({ length }) => length !== network.parameters)) {
      throw new RangeError("The state to go on from is of another network or optimiser than the spec's.");
    }
    this.#parameters = tf.tensor1d(parameters);
    this.#slots = state.map((values) => tf.tensor1d(values));
  }

  get parameters(): tf.Tensor1D {
    return this.#parameters;
  }

  /**
   * One update from a batch of pictures [batch, height, width, channels] and one-hot labels [batch, classes].
   *
   * @param iteration counts updates from 1
   */
  async step(
    pictures: tf.Tensor4D,
    labels: tf.Tensor2D,
    iteration: number,
    dropout: DropoutContext,
  ): Promise<StepResult> {
    const [loss, logits, parameters, ...slots] = tf.tidy(() => {
      let logits = pictures as tf.Tensor;
      const weights = this.#network.split(this.#parameters);
      const { value, grads } = tf.valueAndGrads((...inputs) => {
        // Kept because the gradient's own scope ends before the logits are read.
        const kept = tf.keep(this.#network.logits(inputs, pictures, dropout));
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
    return { loss: losses[0] ?? Number.NaN, logits: scores };
  }

  async state(): Promise<LearnerState> {
    const [parameters, ...slots] = await Promise.all([this.#parameters, ...this.#slots].map(read));
    return { parameters: parameters as Float32Array<ArrayBuffer>, slots };
  }

  dispose(): void {
    tf.dispose([this.#parameters, ...this.#slots]);
  }
}

/** The tensor's values, copied: a backend may hand out a view of memory that it uses again. */
const read = async (tensor: tf.Tensor): Promise<Float32Array<ArrayBuffer>> =>
  new Float32Array(await tensor.data<"float32">());

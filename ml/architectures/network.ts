/** A network that runs: layers turned into operations on tensors of whatever TensorFlow.js backend is active. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { streamKey } from "../data/random.ts";
import { type DropoutMasks, dropoutThreshold } from "./dropout-masks.ts";
import { type Operation, plan } from "./plan.ts";
import { type WeightSpec, weightSpecs } from "./weight-specs.ts";

/** Makes a forward pass one of training: which masks its dropout draws. */
export type DropoutContext = { seed: number; step: number; masks: DropoutMasks };

export class Network {
  readonly weights: readonly WeightSpec[];
  readonly parameters: number;
  readonly #operations: readonly Operation[];
  readonly #weightIndex: ReadonlyMap<string, number>;

  /** @param input shape of one picture */
  constructor(layers: readonly Layer[], input: ImageShape) {
    this.weights = weightSpecs(layers, input);
    this.parameters = this.weights.reduce((total, { size }) => total + size, 0);
    this.#operations = plan(layers);
    this.#weightIndex = new Map(this.weights.map(({ name }, i) => [name, i]));
  }

  /** Cuts all parameters, [parameters], into one tensor per weight. The caller disposes them. */
  split(parameters: tf.Tensor1D): tf.Tensor[] {
    return tf.tidy(() => {
      const parts = tf.split(
        parameters,
        this.weights.map(({ size }) => size),
      );
      return this.weights.map(({ shape }, i) => tf.reshape(parts[i] as tf.Tensor, shape));
    });
  }

  /**
   * Logits [batch, classes] of standardised pictures [batch, height, width, channels]. Run it in a `tf.tidy`.
   *
   * @param weights one tensor per entry of `this.weights`
   * @param dropout given in training only; without it dropout layers do nothing
   */
  logits(weights: readonly tf.Tensor[], pictures: tf.Tensor4D, dropout?: DropoutContext): tf.Tensor2D {
    const weight = (name: string) => weights[this.#weightIndex.get(name) ?? -1] as tf.Tensor;
    let x: tf.Tensor = pictures;
    for (const operation of this.#operations) x = run(operation, x, weight, dropout);
    return x as tf.Tensor2D;
  }
}

const ACTIVATIONS = { relu: tf.relu, elu: tf.elu, tanh: tf.tanh, softmax: tf.softmax };

function run(
  operation: Operation,
  x: tf.Tensor,
  weight: (name: string) => tf.Tensor,
  dropout: DropoutContext | undefined,
): tf.Tensor {
  switch (operation.op) {
    case "convolve":
      return tf.conv2d(x as tf.Tensor4D, weight(operation.kernel) as tf.Tensor4D, 1, "same");
    case "multiply":
      return tf.matMul(x as tf.Tensor2D, weight(operation.kernel) as tf.Tensor2D);
    case "add":
      return tf.add(x, weight(operation.bias));
    case "activate":
      return ACTIVATIONS[operation.activation](x);
    case "leakyRelu":
      return tf.leakyRelu(x, operation.alpha);
    case "maxPool":
      return tf.maxPool(x as tf.Tensor4D, operation.size, operation.size, "same");
    case "averagePool":
      return tf.avgPool(x as tf.Tensor4D, operation.size, operation.size, "same");
    case "dropout": {
      if (!dropout) return x;
      const { threshold, scale } = dropoutThreshold(operation.rate);
      const { seed, step, masks } = dropout;
      const key = streamKey({ seed, purpose: "dropout", owner: operation.layer, step });
      return tf.mul(x, masks(key, x.shape, threshold, scale));
    }
    case "flatten":
      return tf.reshape(x, [x.shape[0] ?? 0, x.size / (x.shape[0] ?? 1)]);
  }
}

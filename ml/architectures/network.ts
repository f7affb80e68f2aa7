/** A network that runs: layers turned into operations on tensors of whatever TensorFlow.js backend is active. */
import * as tf from "@tensorflow/tfjs-core";
import { PICTURE } from "#domain/architectures/layer-inputs";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { streamKey } from "../data/random.ts";
import { dropoutThreshold } from "./dropout-masks.ts";
import { type FusedOperation, fuseOperations } from "./fuse-operations.ts";
import { type Along, neededFor, type Operation, operationsOf, type Plan, plan } from "./plan.ts";
import { PLAIN_PRIMITIVES, type Primitives } from "./primitives.ts";
import { cutByWeight, type WeightSpec, weightSpecs } from "./weight-specs.ts";

/** Makes a forward pass one of training: by whose operations, and which masks its dropout draws. */
export type TrainingContext = {
  seed: number;
  /** Number of the update, from 1 over the whole training. */
  step: number;
  primitives: Primitives;
};

export class Network {
  readonly layers: readonly Layer[];
  /** Shape of one picture. */
  readonly input: ImageShape;
  /** Trainable ones first, then the averages. */
  readonly weights: readonly WeightSpec[];
  readonly trainableWeights: readonly WeightSpec[];
  /** Weights that gradients leave alone. */
  readonly averages: readonly WeightSpec[];
  /** Values in all weights. */
  readonly parameters: number;
  readonly trainableParameters: number;
  readonly #plan: Plan;
  readonly #lastReads: string[][];
  readonly #fused: readonly FusedOperation[];
  readonly #fusedLastReads: string[][];
  readonly #weightIndex: ReadonlyMap<string, number>;

  /**
   * @param input shape of one picture
   * @throws Error when the layers do not fit together
   */
  constructor(layers: readonly Layer[], input: ImageShape) {
    const valuesIn = (specs: readonly WeightSpec[]) => specs.reduce((total, { size }) => total + size, 0);
    this.layers = layers;
    this.input = input;
    this.weights = weightSpecs(layers, input);
    this.trainableWeights = this.weights.filter(({ trainable }) => trainable);
    this.averages = this.weights.filter(({ trainable }) => !trainable);
    this.parameters = valuesIn(this.weights);
    this.trainableParameters = valuesIn(this.trainableWeights);
    this.#plan = plan(layers);
    this.#lastReads = lastReads(this.#plan.operations, [this.#plan.output]);
    this.#fused = fuseOperations(this.#plan);
    this.#fusedLastReads = lastReads(this.#fused, [this.#plan.output]);
    this.#weightIndex = new Map(this.weights.map(({ name }, i) => [name, i]));
  }

  /** Cuts the values of `specs`, by default all weights, into one tensor per weight. The caller disposes them. */
  split(values: tf.Tensor1D, specs: readonly WeightSpec[] = this.weights): tf.Tensor[] {
    if (specs.length === 0) return [];
    return tf.tidy(() => {
      const parts = tf.split(
        values,
        specs.map(({ size }) => size),
      );
      return specs.map(({ shape }, i) => tf.reshape(parts[i] as tf.Tensor, shape));
    });
  }

  /** One tensor per weight, straight from their values: some backends take seconds to `split` a large network. */
  tensorsOf(parameters: Float32Array): tf.Tensor[] {
    return cutByWeight(this.weights, parameters).map((part, i) => tf.tensor(part, this.weights[i]?.shape));
  }

  /**
   * Logits [batch, classes] of standardised pictures [batch, height, width, channels], as a trained network answers:
   * nothing is dropped, batches are normalised by the averages. Run it in a `tf.tidy`.
   *
   * Values are freed once they are no longer read: together those of a large network take gigabytes.
   *
   * @param weights one tensor per entry of `this.weights`
   */
  logits(weights: readonly tf.Tensor[], pictures: tf.Tensor4D): tf.Tensor2D {
    const values = this.#run(this.#plan.operations, weights, pictures, PLAIN_PRIMITIVES, answerModal, this.#lastReads);
    return values.get(this.#plan.output) as tf.Tensor2D;
  }

  /** `logits` by fewer operations, for backends that compute one after the other; no gradient goes through them. */
  fusedLogits(weights: readonly tf.Tensor[], pictures: tf.Tensor4D): tf.Tensor2D {
    const values = this.#run(this.#fused, weights, pictures, PLAIN_PRIMITIVES, answerModal, this.#fusedLastReads);
    return values.get(this.#plan.output) as tf.Tensor2D;
  }

  /**
   * What each layer answers to standardised pictures, [batch, ...] each, in the order of `this.layers`; where a layer
   * changes nothing, the tensor of the one before. As in `logits`, but with the closing softmax. Run it in a `tf.tidy`.
   *
   * @param weights one tensor per entry of `this.weights`
   */
  outputs(weights: readonly tf.Tensor[], pictures: tf.Tensor4D): tf.Tensor[] {
    const values = this.#run(operationsOf(this.layers), weights, pictures, PLAIN_PRIMITIVES, answerModal);
    return this.layers.map(({ name }) => values.get(name) as tf.Tensor);
  }

  /**
   * Values of `operationsOf(this.layers)` by their names, as a trained network answers to standardised pictures. What none
   * of them needs is not computed, and what is not asked for is freed once it is no longer read. Run it in a `tf.tidy`.
   *
   * @param weights one tensor per entry of `this.weights`
   * @param names of the values asked for
   */
  values(
    weights: readonly tf.Tensor[],
    pictures: tf.Tensor4D,
    names: readonly string[],
  ): ReadonlyMap<string, tf.Tensor> {
    const operations = neededFor(operationsOf(this.layers), names);
    return this.#run(operations, weights, pictures, PLAIN_PRIMITIVES, answerModal, lastReads(operations, names));
  }

  /**
   * Logits as in training: values are dropped, and each batch is normalised by its own mean and variance. Run it in a
   * `tf.tidy`. No gradient goes through the averages.
   *
   * @param weights one tensor per entry of `this.weights`
   * @returns logits [batch, classes], and the new values of `this.averages`
   */
  train(
    weights: readonly tf.Tensor[],
    pictures: tf.Tensor4D,
    { seed, step, primitives }: TrainingContext,
  ): { logits: tf.Tensor2D; averages: tf.Tensor[] } {
    const averages = new Map<string, tf.Tensor>();
    const values = this.#run(this.#plan.operations, weights, pictures, primitives, (operation, [x], weight) => {
      if (operation.op === "dropout") {
        const { threshold, scale } = dropoutThreshold(operation.rate);
        const [layerKey] = streamKey({ seed, purpose: "dropout", owner: operation.layer });
        return tf.mul(x, primitives.dropoutMask(layerKey, step, x.shape, threshold, scale));
      }
      const { layer, momentum, epsilon } = operation;
      const { y, mean, variance } = primitives.batchNormalize(x, weight("gamma"), weight("beta"), epsilon);
      for (const [name, value] of Object.entries({ moving_mean: mean, moving_variance: variance })) {
        const kept = tf.mul(weight(name), momentum);
        averages.set(`${layer}/${name}`, tf.add(kept, tf.mul(value, 1 - momentum)));
      }
      return y;
    });
    const logits = values.get(this.#plan.output) as tf.Tensor2D;
    return { logits, averages: this.averages.map(({ name }) => averages.get(name) as tf.Tensor) };
  }

  /**
   * @param runModal computes what differs between training and answering
   * @param freed names of the values that nothing reads after each operation; those are disposed of
   * @returns each operation's value, by its name
   */
  #run(
    operations: readonly (Operation | FusedOperation)[],
    weights: readonly tf.Tensor[],
    pictures: tf.Tensor4D,
    primitives: Primitives,
    runModal: RunModal,
    freed: readonly (readonly string[])[] = [],
  ): ReadonlyMap<string, tf.Tensor> {
    const weight = (name: string) => weights[this.#weightIndex.get(name) ?? -1] as tf.Tensor;
    const values = new Map<string, tf.Tensor>([[PICTURE, pictures]]);
    for (const [i, operation] of operations.entries()) {
      const inputs = operation.inputs.map((name) => values.get(name)) as Inputs;
      const value = isModal(operation)
        ? runModal(operation, inputs, (name) => weight(`${operation.layer}/${name}`))
        : run(operation, inputs, weight, primitives);
      values.set(operation.output, value);
      for (const name of freed[i] ?? []) dispose(values, name);
    }
    return values;
  }
}

/** Names of the values that each operation is the last to read, but for the network's input and those that are kept. */
function lastReads(operations: readonly (Operation | FusedOperation)[], kept: readonly string[]): string[][] {
  const last = new Map(operations.flatMap(({ inputs }, i) => inputs.map((name) => [name, i] as const)));
  for (const name of [PICTURE, ...kept]) last.delete(name);
  return operations.map((_, i) => [...last].flatMap(([name, at]) => (at === i ? [name] : [])));
}

/** Forgets a value and frees it, unless another operation that changed nothing gave it on under its own name. */
function dispose(values: Map<string, tf.Tensor>, name: string): void {
  const value = values.get(name);
  values.delete(name);
  if (value && ![...values.values()].includes(value)) value.dispose();
}

type Inputs = [tf.Tensor, ...tf.Tensor[]];
type WeightNamed = (name: string) => tf.Tensor;
type Modal = Extract<Operation, { op: "dropout" | "normalize" }>;
/** @param weight by its name within the layer */
type RunModal = (operation: Modal, inputs: Inputs, weight: WeightNamed) => tf.Tensor;

const isModal = (operation: Operation | FusedOperation): operation is Modal =>
  operation.op === "dropout" || operation.op === "normalize";

/** Nothing is dropped, and batches are normalised by the averages. */
const answerModal: RunModal = (operation, [x], weight) => {
  if (operation.op === "dropout") return x;
  const { epsilon } = operation;
  const [mean, variance] = [weight("moving_mean"), weight("moving_variance")];
  return tf.batchNorm(x, mean, variance, weight("beta"), weight("gamma"), epsilon);
};

const ACTIVATIONS = { relu: tf.relu, relu6: tf.relu6, elu: tf.elu, tanh: tf.tanh, softmax: tf.softmax };

function run(
  operation: Exclude<Operation | FusedOperation, Modal>,
  inputs: Inputs,
  weight: WeightNamed,
  primitives: Primitives,
): tf.Tensor {
  const [x] = inputs;
  switch (operation.op) {
    case "convolve":
    case "convolveDepthwise": {
      const { kernel, strides, padding: pad } = operation;
      const [picture, filter] = [x as tf.Tensor4D, weight(kernel) as tf.Tensor4D];
      const isDepthwise = operation.op === "convolveDepthwise";
      const along = alongOf(operation, weight);
      if (along)
        return (isDepthwise ? tf.fused.depthwiseConv2d : tf.fused.conv2d)({
          x: picture,
          filter,
          strides,
          pad,
          ...along,
        });
      return (isDepthwise ? tf.depthwiseConv2d : tf.conv2d)(picture, filter, strides, pad);
    }
    case "multiply": {
      const [a, b] = [x as tf.Tensor2D, weight(operation.kernel) as tf.Tensor2D];
      const along = alongOf(operation, weight);
      return along ? tf.fused.matMul({ a, b, ...along }) : tf.matMul(a, b);
    }
    case "add":
      return tf.add(x, weight(operation.bias));
    case "sum":
      return inputs.reduce((sum, input) => tf.add(sum, input));
    case "activate":
      return ACTIVATIONS[operation.activation](x);
    case "leakyRelu":
      return tf.leakyRelu(x, operation.alpha);
    case "prelu":
      return tf.prelu(x, tf.fill([x.shape.at(-1) ?? 1], operation.alpha));
    case "maxPool":
      return tf.maxPool(x as tf.Tensor4D, operation.size, operation.strides, operation.padding);
    case "activatedMaxPool": {
      const { size, bias, slope } = operation;
      return primitives.activatedMaxPool(x, { size, bias: bias === null ? null : weight(bias), rectifier: { slope } });
    }
    case "averagePool":
      return tf.avgPool(x as tf.Tensor4D, operation.size, operation.strides, operation.padding);
    case "averageAll":
      return tf.mean(x, [1, 2]);
    case "resize":
      return resize(x as tf.Tensor4D, operation);
    case "flatten":
      return tf.reshape(x, [x.shape[0] ?? 0, x.size / (x.shape[0] ?? 1)]);
  }
}

/** What a fused operation of TensorFlow.js is told to compute along; null where that is nothing. */
function alongOf({ bias, rectifier }: Along, weight: WeightNamed) {
  if (!bias && !rectifier) return null;
  return { ...(bias ? { bias: weight(bias) } : {}), activation: rectifier ?? ("linear" as const) };
}

/** As the layer `Resizing` says. */
function resize(x: tf.Tensor4D, { height, width, interpolation }: Extract<Operation, { op: "resize" }>): tf.Tensor4D {
  return interpolation === "bilinear"
    ? tf.image.resizeBilinear(x, [height, width], false, true)
    : tf.image.resizeNearestNeighbor(x, [height, width]);
}

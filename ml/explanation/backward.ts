/**
 * How a value of a network depends on an earlier one: the chain rule over its operations, by forward operations alone, so
 * that any backend which answers can also explain.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Operation } from "../architectures/plan.ts";
import { averagePoolGradient, depthwiseGradient, maxPoolGradient } from "./windows.ts";

export type BackwardTask = {
  /** Those that depend on the value `by`, in the order in which they ran: see {@link dependingOn}. */
  operations: readonly Operation[];
  /** The values that they read and made. */
  values: ReadonlyMap<string, tf.Tensor>;
  /** By its full name. */
  weight: (name: string) => tf.Tensor;
  of: string;
  /** Gradient of what is asked for by the value `of`. */
  dy: tf.Tensor;
  by: string;
};

/** Those of `operations` whose values change with the value `name`. */
export function dependingOn(operations: readonly Operation[], name: string): Operation[] {
  const changing = new Set([name]);
  return operations.filter(({ inputs, output }) => {
    if (!inputs.some((input) => changing.has(input))) return false;
    changing.add(output);
    return true;
  });
}

/**
 * The gradient by the value `by`, as a trained network answers: nothing is dropped, averages are constants. Run it in a
 * `tf.tidy`.
 *
 * @throws Error when `of` does not depend on `by`
 */
export function gradientBy({ operations, values, weight, of, dy, by }: BackwardTask): tf.Tensor {
  const gradients = new Map([[of, dy]]);
  const changing = new Set([by, ...operations.map(({ output }) => output)]);
  const named = (name: string) => values.get(name) as tf.Tensor;
  for (const operation of operations.toReversed()) {
    const gradient = gradients.get(operation.output);
    if (!gradient) continue;
    for (const input of operation.inputs) {
      if (!changing.has(input)) continue;
      const part = throughOne(operation, named(input), named(operation.output), gradient, weight);
      const known = gradients.get(input);
      gradients.set(input, known ? tf.add(known, part) : part);
    }
  }
  const gradient = gradients.get(by);
  if (!gradient) throw new Error(`${of} does not depend on ${by}.`);
  return gradient;
}

/** The gradient of one input `x` of an operation, from the gradient `dy` of its output `y`. */
function throughOne(
  operation: Operation,
  x: tf.Tensor,
  y: tf.Tensor,
  dy: tf.Tensor,
  weight: BackwardTask["weight"],
): tf.Tensor {
  const [maps, outputs, gradient] = [x, y, dy] as tf.Tensor4D[] as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
  switch (operation.op) {
    case "convolve": {
      const kernel = weight(operation.kernel) as tf.Tensor4D;
      return tf.conv2dTranspose(gradient, kernel, maps.shape, operation.strides, operation.padding);
    }
    case "convolveDepthwise":
      return depthwiseGradient(maps, weight(operation.kernel) as tf.Tensor4D, gradient, operation);
    case "multiply":
      return tf.matMul(dy as tf.Tensor2D, weight(operation.kernel) as tf.Tensor2D, false, true);
    case "normalize": {
      const { layer, epsilon } = operation;
      return tf.mul(
        dy,
        tf.mul(weight(`${layer}/gamma`), tf.rsqrt(tf.add(weight(`${layer}/moving_variance`), epsilon))),
      );
    }
    case "activate":
      return tf.mul(dy, slope(operation.activation, x, y)) as tf.Tensor;
    case "leakyRelu":
      return tf.mul(dy, above(x, 0, operation.alpha));
    case "maxPool":
      return maxPoolGradient(maps, outputs, gradient, operation);
    case "averagePool":
      return averagePoolGradient(maps, gradient, operation);
    case "averageAll": {
      const [batch, height, width, channels] = maps.shape;
      const share = tf.reshape(tf.div(dy, height * width), [batch, 1, 1, channels]);
      return tf.mul(share, tf.onesLike(maps));
    }
    case "flatten":
      return tf.reshape(dy, x.shape);
    case "add":
    case "sum":
    case "dropout":
      return dy;
    case "resize":
    case "activatedMaxPool":
      throw new Error(`There is no gradient through the operation ${operation.op}.`);
  }
}

/** 1 where `x` is above `threshold`, `otherwise` elsewhere. */
const above = (x: tf.Tensor, threshold: number, otherwise: number): tf.Tensor =>
  tf.add(tf.mul(tf.cast(tf.greater(x, threshold), "float32"), 1 - otherwise), otherwise);

function slope(
  activation: Extract<Operation, { op: "activate" }>["activation"],
  x: tf.Tensor,
  y: tf.Tensor,
): tf.Tensor {
  switch (activation) {
    case "relu":
      return above(x, 0, 0);
    case "relu6":
      return tf.mul(above(x, 0, 0), tf.sub(1, above(x, 6, 0)));
    case "elu":
      return tf.add(tf.minimum(y, 0), 1);
    case "tanh":
      return tf.sub(1, tf.square(y));
    case "softmax":
      throw new Error("There is no gradient through a softmax between layers.");
  }
}

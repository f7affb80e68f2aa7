/**
 * TensorFlow operations that tfjs has no name for, run eagerly on tfjs-node's backend; in a trace they become part of the
 * graph. All shapes are [batch, …, channels].
 */
import * as tf from "@tensorflow/tfjs-core";
import type { TFEOpAttr } from "@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js";
import {
  type Attribute,
  type Attributes,
  boolean,
  FLOAT32,
  float,
  INT32,
  integer,
  string,
  UINT8,
} from "./attributes.ts";
import type { TensorflowBackend } from "./tensorflow-backend.ts";

/** Runs an operation with one output. */
export function run(
  backend: TensorflowBackend,
  op: string,
  attributes: Attributes,
  inputs: readonly tf.TensorInfo[],
): tf.Tensor {
  return backend.executeSingleOutput(op, toBinding(backend, attributes), [...inputs]);
}

/** Runs an operation with several outputs. */
function runMany(
  backend: TensorflowBackend,
  op: string,
  attributes: Attributes,
  inputs: readonly tf.TensorInfo[],
  outputs: number,
): tf.Tensor[] {
  return backend.executeMultipleOutputs(op, toBinding(backend, attributes), [...inputs], outputs);
}

function toBinding({ binding }: TensorflowBackend, attributes: Attributes): TFEOpAttr[] {
  const kinds: Partial<Record<Attribute["kind"], number>> = {
    type: binding.TF_ATTR_TYPE,
    integer: binding.TF_ATTR_INT,
    integers: binding.TF_ATTR_INT,
    float: binding.TF_ATTR_FLOAT,
    boolean: binding.TF_ATTR_BOOL,
    string: binding.TF_ATTR_STRING,
    shape: binding.TF_ATTR_SHAPE,
  };
  return Object.entries(attributes).map(([name, { kind, value }]) => {
    const type = kinds[kind];
    if (type === undefined) throw new Error(`tfjs-node cannot pass the attribute "${name}", a ${kind}.`);
    return { name, type, value: value as TFEOpAttr["value"] };
  });
}

const BYTES_PER_INT = 4;

/**
 * A mask of `shape` in float32: 0 where a random byte is below `threshold`, elsewhere `scale`. The bytes are those of
 * Philox4x32-10 as `StatelessRandomUniformFullInt` draws it, a pure function of the seed.
 *
 * @param seed int32 [2]; a traced tensor, where the graph is to draw other bits at each call
 * @param part which of several masks of `shape`, int32 scalar: they are one mask, cut along its leading dimension
 * @param parts how many
 */
export function randomMask(
  backend: TensorflowBackend,
  seed: tf.Tensor1D,
  shape: readonly number[],
  threshold: number,
  scale: number,
  part: tf.Scalar,
  parts: number,
): tf.Tensor {
  return tf.tidy(() => {
    const size = shape.reduce((product, n) => product * n, 1);
    const count = tf.tensor1d([Math.ceil((size * parts) / BYTES_PER_INT)], "int32");
    // The first version of the operation: the second takes a uint64 key, which the binding cannot pass.
    const types = { dtype: INT32, T: INT32, Tseed: INT32 };
    const integers = run(backend, "StatelessRandomUniformFullInt", types, [count, seed]);
    const all = run(backend, "Bitcast", { T: INT32, type: UINT8 }, [integers]);
    const bytes = sliceBytes(backend, all, tf.mul(part, tf.scalar(size, "int32")), size);
    const least = cast(backend, tf.scalar(threshold, "int32"), INT32, UINT8);
    const kept = run(backend, "GreaterEqual", { T: UINT8 }, [bytes, least]);
    return tf.reshape(tf.mul(tf.cast(kept, "float32"), scale), [...shape]);
  });
}

/** `size` bytes from `start`, an int32 scalar, on. */
function sliceBytes(backend: TensorflowBackend, bytes: tf.Tensor, start: tf.Tensor, size: number): tf.Tensor {
  if (bytes.size === size) return run(backend, "Reshape", { T: UINT8, Tshape: INT32 }, [bytes, whole([size])]);
  const flat = run(backend, "Reshape", { T: UINT8, Tshape: INT32 }, [bytes, whole([bytes.size])]);
  return run(backend, "Slice", { T: UINT8, Index: INT32 }, [flat, tf.reshape(start, [1]), whole([size])]);
}

const whole = (values: number[]): tf.Tensor1D => tf.tensor1d(values, "int32");

/** Casts between any of TensorFlow's types, also those that tfjs does not know. */
export const cast = (backend: TensorflowBackend, x: tf.TensorInfo, from: Attribute, to: Attribute): tf.Tensor =>
  run(backend, "Cast", { SrcT: from, DstT: to, Truncate: boolean(false) }, [x]);

/** Rows of `table` at `indices`, of any type: int32 [n] of [rows, …] gives [n, …]. */
export const gatherRows = (
  backend: TensorflowBackend,
  table: tf.TensorInfo,
  indices: tf.TensorInfo,
  rowType: Attribute,
): tf.Tensor =>
  run(backend, "GatherV2", { Tparams: rowType, Tindices: INT32, Taxis: INT32, batch_dims: integer(0) }, [
    table,
    indices,
    tf.scalar(0, "int32"),
  ]);

/**
 * Mean softmax cross-entropy in nats, and its gradient, in one operation.
 *
 * @param logits float32 [batch, classes]
 * @param labels int32 [batch], class indices
 */
export function sparseSoftmaxCrossEntropy(
  backend: TensorflowBackend,
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
): tf.Scalar {
  const mean = tf.customGrad((z, save) => {
    const types = { T: FLOAT32, Tlabels: INT32 };
    const outputs = runMany(backend, "SparseSoftmaxCrossEntropyWithLogits", types, [z as tf.Tensor, labels], 2);
    const [losses, gradient] = outputs as [tf.Tensor, tf.Tensor];
    (save as tf.GradSaveFunc)([gradient]);
    const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.mul(saved as tf.Tensor, tf.div(dy, logits.shape[0]));
    return { value: tf.mean(losses), gradFunc };
  });
  return mean(logits) as tf.Scalar;
}

export type BatchNormalization = {
  y: tf.Tensor;
  /** Of the batch, [channels], outside the gradient. */
  mean: tf.Tensor1D;
  /** Of the batch, [channels], population variance, outside the gradient. */
  variance: tf.Tensor1D;
};

/**
 * Batch normalisation as in training, over all axes but the last: `(x - mean) / sqrt(variance + epsilon) * gamma + beta`.
 *
 * @param x float32 of rank 2 or 4
 */
export function batchNormalize(
  backend: TensorflowBackend,
  x: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): BatchNormalization {
  const [channels, shape] = [x.shape.at(-1) ?? 1, x.shape];
  const attributes = { T: FLOAT32, U: FLOAT32, epsilon: float(epsilon), data_format: string("NHWC") };
  const training = { ...attributes, is_training: boolean(true) };
  const of4 = (tensor: tf.Tensor) => (shape.length === 4 ? tensor : tf.reshape(tensor, [-1, 1, 1, channels]));
  let statistics: tf.Tensor[] = [];
  const normalize = tf.customGrad((...args) => {
    const [input, scale, offset, save] = args as unknown as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const nothing = tf.tensor1d([]);
    const inputs = [of4(input), scale, offset, nothing, nothing];
    const forward = { ...training, exponential_avg_factor: float(1) };
    const outputs = runMany(backend, "FusedBatchNormV3", forward, inputs, 6);
    const [y, mean, variance, ...reserved] = outputs as [tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]];
    statistics = [tf.keep(mean), tf.keep(variance)];
    save([of4(input), scale, ...reserved]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [x4, scaleSaved, ...spaces] = saved as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
      const gradients = runMany(backend, "FusedBatchNormGradV3", training, [of4(dy), x4, scaleSaved, ...spaces], 5);
      const [dx, dScale, dOffset] = gradients as [tf.Tensor, tf.Tensor, tf.Tensor];
      return [tf.reshape(dx, shape), dScale, dOffset];
    };
    return { value: tf.reshape(y, shape), gradFunc };
  });
  const y = normalize(x, gamma, beta);
  const [mean, variance] = statistics as [tf.Tensor1D, tf.Tensor1D];
  // TensorFlow's is the sample variance, for averages as old Keras kept them.
  const count = x.size / channels;
  const result = { y, mean: tf.clone(mean), variance: tf.mul<tf.Tensor1D>(variance, (count - 1) / count) };
  tf.dispose(statistics);
  return result;
}

export type ActivatedMaxPool = {
  /** Side of the window, and its stride. */
  size: number;
  /** [channels], added before the activation; null for none. */
  bias: tf.Tensor | null;
  /** `slope` below zero: 0 for ReLU, 1 for no activation. */
  rectifier: { slope: number };
};

/**
 * Max pooling of a rectified sum with a bias, "same" padding. Forward the bias and the rectifier come first, where
 * TensorFlow makes them a part of the convolution before; backward the pooled values are enough, since the largest value
 * of a window has the sign that its rectified one has: a quarter of the data.
 *
 * @param x float32 [batch, height, width, channels]
 */
export function activatedMaxPool(
  backend: TensorflowBackend,
  x: tf.Tensor,
  { size, bias, rectifier: { slope } }: ActivatedMaxPool,
): tf.Tensor {
  const NHWC = { T: FLOAT32, data_format: string("NHWC") };
  const pool = { filterSize: [size, size], strides: [size, size], pad: "same" };
  const rectify = (z: tf.Tensor) => {
    if (slope === 1) return z;
    return slope === 0 ? tf.relu(z) : tf.leakyRelu(z, slope);
  };
  const rectifyGradient = (dy: tf.Tensor, y: tf.Tensor) => {
    if (slope === 1) return dy;
    return slope === 0
      ? run(backend, "ReluGrad", { T: FLOAT32 }, [dy, y])
      : run(backend, "LeakyReluGrad", { T: FLOAT32, alpha: float(slope) }, [dy, y]);
  };
  const compute = tf.customGrad((...args) => {
    const save = args.at(-1) as unknown as tf.GradSaveFunc;
    const [input, offset] = args.slice(0, -1) as [tf.Tensor, tf.Tensor?];
    const activated = rectify(offset ? run(backend, "BiasAdd", NHWC, [input, offset]) : input);
    const pooled = tf.maxPool(activated as tf.Tensor4D, size, size, "same");
    save([activated, pooled]);
    const gradFunc = (dy: tf.Tensor, [a, y]: tf.Tensor[]) => {
      const dz = rectifyGradient(dy, y as tf.Tensor);
      const inputs = { dy: dz, input: a as tf.Tensor, output: y as tf.Tensor };
      const dx = tf.engine().runKernel(tf.MaxPoolGrad, inputs, pool) as tf.Tensor;
      return offset ? [dx, run(backend, "BiasAddGrad", NHWC, [dz])] : [dx];
    };
    return { value: pooled, gradFunc };
  });
  return bias ? compute(x, bias) : compute(x);
}

/** Max pooling of an activation that never decreases: the two commute, so they are one operation. */
import * as tf from "@tensorflow/tfjs-core";

/** The slope below zero: 0 for ReLU, 1 for no activation. */
export type Rectifier = { slope: number };

export type ActivatedMaxPool = {
  /** Side of the window, and its stride. */
  size: number;
  /** [channels], added before the activation; null for none. */
  bias: tf.Tensor | null;
  rectifier: Rectifier;
};

/**
 * Max pooling, padded as needed, of `x + bias` rectified: float32 [batch, height, width, channels] becomes
 * [batch, height / size, width / size, channels]. Here pooling comes first, and leaves bias and rectifier a quarter of
 * the data.
 */
export function activatedMaxPool(x: tf.Tensor, { size, bias, rectifier: { slope } }: ActivatedMaxPool): tf.Tensor {
  const pooled = tf.maxPool(x as tf.Tensor4D, size, size, "same");
  const z = bias ? tf.add(pooled, bias) : pooled;
  if (slope === 1) return z;
  return slope === 0 ? tf.relu(z) : tf.leakyRelu(z, slope);
}

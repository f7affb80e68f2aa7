import * as tf from "@tensorflow/tfjs-core";

export type NormalizedBatch = {
  /** Like the input, with mean beta and deviation gamma in each channel. */
  y: tf.Tensor;
  /** Of the batch, [channels]. */
  mean: tf.Tensor1D;
  /** Of the batch, [channels]; biased, that is over the count and not one less. */
  variance: tf.Tensor1D;
};

/**
 * Batch normalisation of x, [..., channels], by its own mean and variance over all axes but the last (Ioffe and Szegedy,
 * 2015). The gradient of y by x, gamma and beta, each [channels], is written out, which takes fewer passes over the data
 * than that of its parts; mean and variance are for the averages.
 */
export function batchNormalize(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number): NormalizedBatch {
  const axes = x.shape.map((_, axis) => axis).slice(0, -1);
  const mean = tf.mean(x, axes) as tf.Tensor1D;
  const variance = tf.mean(tf.square(tf.sub(x, mean)), axes) as tf.Tensor1D;
  const count = x.size / mean.size;
  const normalize = tf.customGrad((...args) => {
    const [input, scale, offset, save] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const perDeviation = tf.rsqrt(tf.add(variance, epsilon));
    const normalized = tf.mul(tf.sub(input, mean), perDeviation);
    save([normalized, tf.mul(scale, perDeviation)]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [unit, slope] = saved as [tf.Tensor, tf.Tensor];
      const byOffset = tf.sum(dy, axes);
      const byScale = tf.sum(tf.mul(dy, unit), axes);
      const common = tf.div(tf.add(byOffset, tf.mul(unit, byScale)), count);
      return [tf.mul(tf.sub(dy, common), slope), byScale, byOffset];
    };
    return { value: tf.add(tf.mul(normalized, scale), offset), gradFunc };
  });
  return { y: normalize(x, gamma, beta), mean, variance };
}

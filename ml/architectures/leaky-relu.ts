import * as tf from "@tensorflow/tfjs-core";

/**
 * `x` where positive, else `alpha * x`. Its gradient reads the sign from the output, which is the input's, so the input
 * need not be kept.
 */
export const leakyRelu = (x: tf.Tensor, alpha: number): tf.Tensor =>
  tf.customGrad((input, save) => {
    const y = tf.leakyRelu(input as tf.Tensor, alpha);
    (save as tf.GradSaveFunc)([y]);
    const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
      tf.where(tf.greater(saved as tf.Tensor, 0), dy, tf.mul(dy, alpha));
    return { value: y, gradFunc };
  })(x);

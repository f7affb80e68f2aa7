import * as tf from "@tensorflow/tfjs-core";

/**
 * Mean categorical cross-entropy, in nats, of logits [batch, classes] against one-hot labels. From logits, because the
 * logarithm of a softmax that has rounded to zero is infinite; the gradient is softmax minus label.
 */
export const crossEntropy = (logits: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar =>
  tf.customGrad((z, save) => {
    const logProbabilities = tf.logSoftmax(z as tf.Tensor2D);
    (save as tf.GradSaveFunc)([logProbabilities]);
    const batch = logits.shape[0];
    const value = tf.div(tf.neg(tf.sum(tf.mul(labels, logProbabilities))), batch);
    const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
      tf.mul(tf.sub(tf.exp(saved as tf.Tensor), labels), tf.div(dy, batch));
    return { value, gradFunc };
  })(logits) as tf.Scalar;

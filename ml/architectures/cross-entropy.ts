import * as tf from "@tensorflow/tfjs-core";

/**
 * Mean categorical cross-entropy, in nats, of logits [batch, classes] against class indices, int32 [batch]. From logits,
 * because the logarithm of a softmax that has rounded to zero is infinite; the gradient is softmax minus label.
 */
export const crossEntropy = (logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar =>
  tf.customGrad((z, save) => {
    const [batch, classes] = logits.shape;
    // Cast afterwards: asked for floats, tfjs' wasm backend writes integers all the same.
    const expected = tf.cast(tf.oneHot(labels, classes), "float32");
    const logProbabilities = tf.logSoftmax(z as tf.Tensor2D);
    (save as tf.GradSaveFunc)([logProbabilities, expected]);
    const value = tf.div(tf.neg(tf.sum(tf.mul(expected, logProbabilities))), batch);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [logarithms, truth] = saved as [tf.Tensor, tf.Tensor];
      return tf.mul(tf.sub(tf.exp(logarithms), truth), tf.div(dy, batch));
    };
    return { value, gradFunc };
  })(logits) as tf.Scalar;

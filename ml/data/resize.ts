/** Pictures brought to another size. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape } from "#domain/architectures/layers";

/**
 * Bilinear interpolation between the centres of pixels, without antialiasing: `tf.image.resize` of TensorFlow, and
 * PyTorch's `interpolate` with `align_corners=False`.
 *
 * @param pictures [batch, height, width, channels]
 * @param to only its height and width count
 * @returns [batch, to height, to width, channels]; the pictures themselves where they have that size
 */
export function resizeBilinear(pictures: tf.Tensor4D, [height, width]: ImageShape): tf.Tensor4D {
  if (pictures.shape[1] === height && pictures.shape[2] === width) return pictures;
  return tf.image.resizeBilinear(pictures, [height, width], false, true);
}

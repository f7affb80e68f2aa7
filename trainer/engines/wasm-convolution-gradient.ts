/** The gradient of a convolution with respect to its filter, which tfjs' wasm backend lacks. */
import * as tf from "@tensorflow/tfjs-core";

/** Registers the kernel for the wasm backend, once. Strides and dilations of 1, channels last: what networks here use. */
export function registerConvolutionFilterGradient(): void {
  if (tf.getKernel(tf.Conv2DBackpropFilter, "wasm")) return;
  tf.registerKernel({
    kernelName: tf.Conv2DBackpropFilter,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as { x: tf.Tensor4D; dy: tf.Tensor4D };
      const { strides, pad, dataFormat, filterShape } = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
      const { padInfo, strideHeight, strideWidth } = tf.backend_util.computeConv2DInfo(
        x.shape,
        filterShape,
        strides,
        1,
        pad,
      );
      if (strideHeight !== 1 || strideWidth !== 1 || dataFormat !== "NHWC") {
        throw new Error("The wasm engine trains convolutions with stride 1 and channels last only.");
      }
      return filterGradient(x, dy, padInfo);
    },
  });
}

/**
 * As a convolution itself, for which the backend has a fast kernel: the pictures of the batch are its channels, the
 * gradient of the outputs is its filter, and what is left of the height and width of the padded inputs is the window.
 *
 * @param x inputs [batch, height, width, in]
 * @param dy gradient of the outputs [batch, outHeight, outWidth, out]
 * @returns gradient of the filter [filterHeight, filterWidth, in, out]
 */
function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  { top, bottom, left, right }: { top: number; bottom: number; left: number; right: number },
): tf.Tensor {
  return tf.tidy(() => {
    const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]); // biome-ignore format: one pair a side
    const pictures = tf.transpose(padded, [3, 1, 2, 0]);
    const filter = tf.transpose(dy, [1, 2, 0, 3]);
    return tf.transpose(tf.conv2d(pictures, filter, 1, "valid"), [1, 2, 0, 3]);
  });
}

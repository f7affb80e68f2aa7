/**
 * The gradient of a convolution with respect to its filter, which tfjs' wasm backend lacks: for each place of the window
 * the product of the inputs under it with the gradient of the outputs.
 */
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
      return filterGradient(x, dy, filterShape, padInfo);
    },
  });
}

/**
 * @param x inputs [batch, height, width, in]
 * @param dy gradient of the outputs [batch, outHeight, outWidth, out]
 * @returns gradient of the filter [filterHeight, filterWidth, in, out]
 */
function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  [filterHeight, filterWidth, inputs, outputs]: readonly [number, number, number, number],
  { top, bottom, left, right }: { top: number; bottom: number; left: number; right: number },
): tf.Tensor {
  return tf.tidy(() => {
    const [batch, height, width] = dy.shape;
    const positions = batch * height * width;
    const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]); // biome-ignore format: one pair a side
    const gradient = tf.reshape(dy, [positions, outputs]) as tf.Tensor2D;
    const places: tf.Tensor2D[] = [];
    for (let row = 0; row < filterHeight; row++) {
      for (let column = 0; column < filterWidth; column++) {
        const under = tf.slice(padded, [0, row, column, 0], [batch, height, width, inputs]);
        places.push(tf.matMul(tf.reshape(under, [positions, inputs]) as tf.Tensor2D, gradient, true));
      }
    }
    return tf.reshape(tf.stack(places), [filterHeight, filterWidth, inputs, outputs]);
  });
}

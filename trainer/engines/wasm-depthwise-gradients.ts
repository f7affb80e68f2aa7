/**
 * The gradients of a depthwise convolution, which tfjs' wasm backend lacks, composed of what it has. Strides and
 * dilations of 1, one filter for each channel, channels last: what networks here use.
 */
import * as tf from "@tensorflow/tfjs-core";

type Attributes = Pick<tf.DepthwiseConv2dNativeBackpropFilterAttrs, "strides" | "dilations" | "pad">;

/** Registers the kernels for the wasm backend, once. */
export function registerDepthwiseGradients(): void {
  if (tf.getKernel(tf.DepthwiseConv2dNativeBackpropFilter, "wasm")) return;
  tf.registerKernel({
    kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as { x: tf.Tensor4D; dy: tf.Tensor4D };
      const { filterShape, ...attributes } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
      return filterGradient(x, dy, filterShape, padding(x.shape, filterShape, attributes));
    },
  });
  tf.registerKernel({
    kernelName: tf.DepthwiseConv2dNativeBackpropInput,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { dy, filter } = inputs as { dy: tf.Tensor4D; filter: tf.Tensor4D };
      const { inputShape, ...attributes } = attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
      return inputGradient(dy, filter, padding(inputShape, filter.shape, attributes));
    },
  });
}

type Padding = { top: number; bottom: number; left: number; right: number };
type Shape4D = [number, number, number, number];

function padding(input: Shape4D, filter: Shape4D, { strides, dilations, pad }: Attributes): Padding {
  const info = tf.backend_util.computeConv2DInfo(input, filter, strides, dilations, pad, undefined, true);
  const { strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  if ([strideHeight, strideWidth, dilationHeight, dilationWidth, filter[3]].some((value) => value !== 1)) {
    throw new Error(
      "The wasm engine trains depthwise convolutions with stride 1 and one filter for each channel only.",
    );
  }
  return info.padInfo;
}

/**
 * For each place of the window the sum, over all positions, of the inputs under it times the gradient of the outputs.
 *
 * @param x inputs [batch, height, width, channels]
 * @param dy gradient of the outputs [batch, outHeight, outWidth, channels]
 * @returns gradient of the filter [filterHeight, filterWidth, channels, 1]
 */
function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  [filterHeight, filterWidth, channels]: Shape4D,
  { top, bottom, left, right }: Padding,
): tf.Tensor {
  return tf.tidy(() => {
    const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]); // biome-ignore format: one pair a side
    const places: tf.Tensor[] = [];
    for (let row = 0; row < filterHeight; row++) {
      for (let column = 0; column < filterWidth; column++) {
        const under = tf.slice(padded, [0, row, column, 0], dy.shape);
        places.push(tf.sum(tf.mul(under, dy), [0, 1, 2]));
      }
    }
    return tf.reshape(tf.stack(places), [filterHeight, filterWidth, channels, 1]);
  });
}

/** A depthwise convolution of the outputs' gradient with the filter turned by half a turn. */
function inputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, { top, bottom, left, right }: Padding): tf.Tensor {
  return tf.tidy(() => {
    const [height, width] = filter.shape;
    const padded: tf.Tensor4D = tf.pad(dy, [
      [0, 0],
      [height - 1 - top, height - 1 - bottom],
      [width - 1 - left, width - 1 - right],
      [0, 0],
    ]);
    return tf.depthwiseConv2d(padded, tf.reverse(filter, [0, 1]), 1, "valid");
  });
}

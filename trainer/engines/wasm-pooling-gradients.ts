/**
 * The gradients of pooling for tfjs' wasm backend (4.22), whose own kernels are wrong at the edges: that of max pooling
 * starts each search at the smallest positive number and loses every window whose values are all negative, that of
 * average pooling divides by the whole window where only a part of it lies within the picture.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";

/** Replaces the backend's kernels. */
export function replacePoolingGradients(): void {
  replace(tf.MaxPoolGrad, toLargest);
  replace(tf.AvgPoolGrad, toAll);
}

/**
 * Adds the gradient `dy` of one output to the gradients `dx` of the inputs `x` under its window.
 *
 * @param pixels where the channels of each pixel under the window begin
 */
type Distribute = (pixels: readonly number[], channel: number, dy: number, x: Float32Array, dx: Float32Array) => void;

const toLargest: Distribute = (pixels, channel, dy, x, dx) => {
  let largest = (pixels[0] as number) + channel;
  for (const pixel of pixels) if ((x[pixel + channel] as number) > (x[largest] as number)) largest = pixel + channel;
  dx[largest] = (dx[largest] as number) + dy;
};

const toAll: Distribute = (pixels, channel, dy, _, dx) => {
  for (const pixel of pixels) dx[pixel + channel] = (dx[pixel + channel] as number) + dy / pixels.length;
};

function replace(kernelName: string, distribute: Distribute): void {
  tf.unregisterKernel(kernelName, "wasm");
  tf.registerKernel({
    kernelName,
    backendName: "wasm",
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { dy, input } = inputs as { dy: tf.Tensor4D; input: tf.Tensor4D };
      const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
      const pool = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
      const wasm = backend as BackendWasm;
      const output = wasm.makeOutput(input.shape, "float32");
      // Views are taken after the output is made: making it may move the heap.
      const view = (tensor: tf.TensorInfo) => wasm.typedArrayFromHeap(tensor) as Float32Array;
      const [gradient, x, dx] = [view(dy), view(input), view(output)];
      dx.fill(0);
      let next = 0;
      for (const pixels of windows(pool)) {
        for (let channel = 0; channel < pool.inChannels; channel++) {
          distribute(pixels, channel, gradient[next++] as number, x, dx);
        }
      }
      return output;
    },
  });
}

/** For each place of the window, in order, where the pixels under it begin in an array with channels last. */
function* windows(pool: tf.backend_util.Conv2DInfo): Generator<readonly number[]> {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = pool;
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      const rows = span(row * pool.strideHeight - padInfo.top, pool.filterHeight, inHeight);
      for (let column = 0; column < outWidth; column++) {
        const columns = span(column * pool.strideWidth - padInfo.left, pool.filterWidth, inWidth);
        yield rows.flatMap((y) => columns.map((z) => ((image * inHeight + y) * inWidth + z) * inChannels));
      }
    }
  }
}

/** The places from `start` on, `length` of them, that lie within 0 … `end` - 1. */
const span = (start: number, length: number, end: number): number[] =>
  Array.from({ length }, (_, i) => start + i).filter((place) => place >= 0 && place < end);

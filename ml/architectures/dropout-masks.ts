/**
 * Dropout masks from counters. Each byte of the stream decides about one value, so the rate is rounded to 1/256 and the
 * scale of what is kept matches the rounded rate. An engine with a kernel for the same bits may bring its own
 * `DropoutMasks`; the masks are equal, so it never matters to the result which one drew them.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type PhiloxKey, philoxInts } from "../data/philox.ts";

/** Draws a float32 mask of `shape`: 0 where the stream's byte is below `threshold`, elsewhere `scale`. */
export type DropoutMasks = (key: PhiloxKey, shape: readonly number[], threshold: number, scale: number) => tf.Tensor;

const BYTE_VALUES = 256;

/** Bytes below `threshold` are dropped; what is left is multiplied by `scale`, so that the expectation stays. */
export function dropoutThreshold(rate: number): { threshold: number; scale: number } {
  const threshold = Math.round(rate * BYTE_VALUES);
  return { threshold, scale: BYTE_VALUES / (BYTE_VALUES - threshold) };
}

/** Masks drawn in JavaScript, for every engine. The bytes of each int32 count from the lowest. */
export const drawDropoutMask: DropoutMasks = (key, shape, threshold, scale) => {
  const size = shape.reduce((product, n) => product * n, 1);
  const ints = philoxInts(key, Math.ceil(size / 4));
  const mask = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const byte = ((ints[i >> 2] ?? 0) >>> (8 * (i & 3))) & 0xff;
    if (byte >= threshold) mask[i] = scale;
  }
  return tf.tensor(mask, [...shape]);
};

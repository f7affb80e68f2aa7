/**
 * Dropout masks from counters. Each byte of the stream decides about one value, so the rate is rounded to 1/256 and the
 * scale of what is kept matches the rounded rate.
 */
import * as tf from "@tensorflow/tfjs-core";
import { shapeSize } from "#domain/architectures/shape-size";
import { philoxInts } from "#domain/random/philox";

const BYTE_VALUES = 256;

/** Bytes below `threshold` are dropped; what is left is multiplied by `scale`, so that the expectation stays. */
export function dropoutThreshold(rate: number): { threshold: number; scale: number } {
  const threshold = Math.round(rate * BYTE_VALUES);
  return { threshold, scale: BYTE_VALUES / (BYTE_VALUES - threshold) };
}

/**
 * A mask drawn in JavaScript, for every engine: float32 of `shape`, 0 where the stream's byte is below `threshold`,
 * elsewhere `scale`. The bytes of each int32 count from the lowest.
 *
 * @param layerKey first word of the stream's key: which training, which layer
 * @param step second word: which update, from 1
 */
export function drawDropoutMask(
  layerKey: number,
  step: number,
  shape: readonly number[],
  threshold: number,
  scale: number,
): tf.Tensor {
  const size = shapeSize(shape);
  const ints = philoxInts([layerKey, step | 0], Math.ceil(size / 4));
  const mask = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const byte = ((ints[i >> 2] ?? 0) >>> (8 * (i & 3))) & 0xff;
    if (byte >= threshold) mask[i] = scale;
  }
  return tf.tensor(mask, [...shape]);
}

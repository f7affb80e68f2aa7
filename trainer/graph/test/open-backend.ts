/** The TensorFlow backend for tests of this folder, or nothing where set-up could not get it. */
import "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { isTensorflowAvailable } from "../../engines/test/is-tensorflow-available.ts";
import { activeTensorflowBackend, type TensorflowBackend } from "../tensorflow-backend.ts";

export async function openBackend(): Promise<TensorflowBackend | null> {
  return (await isTensorflowAvailable()) ? activeTensorflowBackend() : null;
}

/** Numbers between -1 and 1 that look random and are the same everywhere: fractions of multiples of the golden ratio. */
export const numbers = (count: number, seed = 1): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => 2 * (((i + 1) * 0.6180339887 * seed) % 1) - 1);

/** Largest absolute difference, relative to the largest value. */
export function relativeDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let [difference, scale] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs((actual[i] ?? Number.NaN) - (expected[i] ?? 0)));
    scale = Math.max(scale, Math.abs(expected[i] ?? 0));
  }
  return difference / scale;
}

/** Fails a test that leaves tensors behind; to be called before each, and its result after. */
export function countTensors(): () => number {
  const before = tf.memory().numTensors;
  return () => tf.memory().numTensors - before;
}

/**
 * scikit-learn's `train_test_split`, bit for bit, for a split without stratification: the same images are held out here
 * as in a notebook that uses scikit-learn.
 */
import { MersenneTwister } from "./mersenne-twister.ts";

export type Split = { train: Int32Array; test: Int32Array };

/**
 * Splits the indices 0 … count - 1 as `train_test_split(range(count), test_size=testSize, random_state=randomState)`.
 *
 * @param testSize fraction held out, above 0 and below 1; the count is rounded up
 * @param randomState whole number from 0 to 2^32 - 1
 * @throws RangeError when an argument is out of range or a part would be empty
 */
export function trainTestSplit(count: number, testSize: number, randomState: number): Split {
  if (!Number.isSafeInteger(count) || count < 2 || count > 2 ** 31 - 1) {
    throw new RangeError(`count is ${count}; a split needs a whole number of at least 2 items.`);
  }
  if (!(testSize > 0 && testSize < 1)) {
    throw new RangeError(`testSize is ${testSize}; it must be a fraction above 0 and below 1.`);
  }
  if (!Number.isInteger(randomState) || randomState < 0 || randomState >= 2 ** 32) {
    throw new RangeError(`randomState is ${randomState}; it must be a whole number from 0 to 2^32 - 1.`);
  }
  const testCount = Math.ceil(testSize * count);
  if (testCount === count) {
    throw new RangeError(`testSize ${testSize} leaves nothing of ${count} items to train on; make it smaller.`);
  }
  const order = permutation(count, new MersenneTwister(randomState));
  return { test: order.slice(0, testCount), train: order.slice(testCount) };
}

/** numpy's legacy `RandomState.permutation`: Fisher–Yates from the end. */
function permutation(count: number, generator: MersenneTwister): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = boundedInteger(i, generator);
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
  return order;
}

/** Uniform in 0 … max by masked rejection, numpy's legacy way: draws under the next power of two until one fits. */
function boundedInteger(max: number, generator: MersenneTwister): number {
  const mask = 0xffffffff >>> Math.clz32(max);
  for (;;) {
    const value = (generator.nextUint32() & mask) >>> 0;
    if (value <= max) return value;
  }
}

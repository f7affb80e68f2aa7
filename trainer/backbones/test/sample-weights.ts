/** Weights without a file: each value follows from its weight's name and its place. `make-fixtures.py` does the same. */
import { nameHash } from "#domain/random/name-hash";

/** Centre and half the width of an even distribution. Kernels keep features of the order of 1 through all blocks. */
const DISTRIBUTIONS: Readonly<Record<string, (shape: readonly number[]) => [centre: number, spread: number]>> = {
  kernel: (shape) => [0, Math.sqrt(3 / product(shape.slice(0, -1)))],
  depthwise_kernel: ([height = 1, width = 1]) => [0, Math.sqrt(6 / (height * width))],
  pointwise_kernel: (shape) => [0, Math.sqrt(1.5 / product(shape.slice(0, -1)))],
  gamma: () => [1, 0.25],
  beta: () => [0, 0.25],
  bias: () => [0, 0.25],
  moving_mean: () => [0, 0.25],
  moving_variance: () => [1, 0.25],
};

const product = (sizes: readonly number[]) => sizes.reduce((total, n) => total * n, 1);

/** @param name `<layer>/<weight>` */
export function sampleWeight(name: string, shape: readonly number[]): Float32Array<ArrayBuffer> {
  const [centre, spread] = DISTRIBUTIONS[name.split("/")[1] ?? ""]?.(shape) ?? [0, 0];
  const seed = nameHash(name);
  return Float32Array.from({ length: product(shape) }, (_, i) => centre + spread * (mixed(seed, i) / 2 ** 31 - 1));
}

/** MurmurHash3's mixer of a counter that steps by the golden ratio; 32 bits. */
function mixed(seed: number, i: number): number {
  let h = (Math.imul(i, 0x9e3779b9) + seed) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

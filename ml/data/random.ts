/**
 * Random numbers by name. A stream is named by what it is for, so nothing has to remember how far a generator got: a
 * resumed training draws what an undisturbed one would have drawn, on every engine.
 */
import { nameHash } from "#domain/random/name-hash";
import { type PhiloxKey, philoxInts } from "#domain/random/philox";

export type RandomStream = {
  seed: number;
  /** What the numbers are for. */
  purpose: "initial-weights" | "shuffle" | "dropout" | "augmentation" | "neighbours";
  /** Layer or weight that draws; empty where there is only one. */
  owner?: string;
  /** Position in time: the training step, the epoch, or a retry. */
  step?: number;
};

/** The stream's Philox key: a hash of its name, and the step as it is. */
export function streamKey({ seed, purpose, owner = "", step = 0 }: RandomStream): PhiloxKey {
  return [nameHash(`${seed}/${purpose}/${owner}`), step | 0];
}

const TWO_TO_32 = 2 ** 32;

/** `count` doubles in [0, 1), multiples of 2^-32. */
export function uniforms(stream: RandomStream, count: number): Float64Array {
  return Float64Array.from(philoxInts(streamKey(stream), count), (bits) => (bits >>> 0) / TWO_TO_32);
}

/** `count` doubles from the standard normal distribution, by Box and Muller's transform. */
export function normals(stream: RandomStream, count: number): Float64Array {
  const uniform = uniforms(stream, 2 * Math.ceil(count / 2));
  const out = new Float64Array(count);
  for (let i = 0; i < count; i += 2) {
    // 1 - u is in (0, 1], so the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - (uniform[i] ?? 0)));
    const angle = 2 * Math.PI * (uniform[i + 1] ?? 0);
    out[i] = radius * Math.cos(angle);
    if (i + 1 < count) out[i + 1] = radius * Math.sin(angle);
  }
  return out;
}

/** `count` normals redrawn until each is within `bound` standard deviations. */
export function truncatedNormals(stream: RandomStream, count: number, bound: number): Float64Array {
  const out = new Float64Array(count);
  for (let filled = 0, attempt = 0; filled < count; attempt++) {
    for (const value of normals({ ...stream, step: attempt }, count)) {
      if (Math.abs(value) <= bound && filled < count) out[filled++] = value;
    }
  }
  return out;
}

/** A random order of 0 … count - 1, by Fisher and Yates. */
export function permutation(stream: RandomStream, count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const uniform = uniforms(stream, count);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((uniform[i] ?? 0) * (i + 1));
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
  return order;
}

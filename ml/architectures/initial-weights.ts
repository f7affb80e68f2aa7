/** Starting weights by Keras' definitions of the initialisers, drawn from counters. */
import type { Initializer } from "#domain/architectures/blocks";
import { shapeSize } from "#domain/architectures/shape-size";
import { normals, type RandomStream, truncatedNormals, uniforms } from "../data/random.ts";
import type { WeightSpec } from "./weight-specs.ts";

/** Keras' default of `RandomNormal`. */
const RANDOM_NORMAL_DEVIATION = 0.05;
const TRUNCATION = 2;
/** Standard deviation of a standard normal cut at ±2: Keras divides by it to keep the variance. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

/** All starting weights one after the other, in the order of `specs`. */
export function initialWeights(specs: readonly WeightSpec[], seed: number): Float32Array<ArrayBuffer> {
  const weights = new Float32Array(specs.reduce((total, { size }) => total + size, 0));
  let offset = 0;
  for (const { name, shape, size, initializer } of specs) {
    if (initializer === "ones") weights.fill(1, offset, offset + size);
    else if (initializer !== "zeros") {
      weights.set(draw(initializer, shape, size, { seed, purpose: "initial-weights", owner: name }), offset);
    }
    offset += size;
  }
  return weights;
}

function draw(initializer: Initializer, shape: readonly number[], size: number, stream: RandomStream): Float64Array {
  const { fanIn, fanOut } = fans(shape);
  switch (initializer) {
    case "glorotUniform": {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      return uniforms(stream, size).map((u) => limit * (2 * u - 1));
    }
    case "heNormal": {
      const deviation = Math.sqrt(2 / fanIn) / TRUNCATED_DEVIATION;
      return truncatedNormals(stream, size, TRUNCATION).map((z) => deviation * z);
    }
    case "randomNormal":
      return normals(stream, size).map((z) => RANDOM_NORMAL_DEVIATION * z);
  }
}

/** Inputs and outputs that one value of a kernel connects; a convolution's window counts in both, as in Keras. */
function fans(kernel: readonly number[]): { fanIn: number; fanOut: number } {
  const window = shapeSize(kernel.slice(0, -2));
  return { fanIn: window * (kernel.at(-2) ?? 1), fanOut: window * (kernel.at(-1) ?? 1) };
}

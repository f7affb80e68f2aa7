/** Weights in the order in which kernels read them. */
import { channelBlocks } from "./kernels/blocks.ts";
import { vectorsOf } from "./layout.ts";
import { LANES } from "./tile.ts";

/** How values lie behind one another in memory: so many of them, then places without a value up to `places`. */
export type Groups = { values: number; places: number };

/**
 * A matrix [in, out], of a convolution [row, column, in, out], as `convolution` and `product` read it: zeros for places and
 * channels without a value.
 *
 * @param places of all that one output is computed from
 * @param groups of them
 */
export function packedProduct(
  matrix: Float32Array,
  out: number,
  places: number,
  groups: Groups,
): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(places * vectorsOf(out) * LANES);
  let at = 0;
  let first = 0;
  for (const { vectors, times } of channelBlocks(out)) {
    const width = vectors * LANES;
    for (let block = 0; block < times; block++) {
      const real = Math.min(width, out - first);
      for (let place = 0; place < places; place++) {
        const within = place % groups.places;
        if (within < groups.values) {
          const row = Math.floor(place / groups.places) * groups.values + within;
          for (let i = 0; i < real; i++) packed[at + i] = matrix[row * out + first + i] as number;
        }
        at += width;
      }
      first += width;
    }
  }
  return packed;
}

/** A kernel [taps, channels] as `depthwiseConvolution` reads it: of each vector of channels all taps. */
export function packedDepthwise(kernel: Float32Array, channels: number): Float32Array<ArrayBuffer> {
  const taps = kernel.length / channels;
  const packed = new Float32Array(vectorsOf(channels) * taps * LANES);
  for (let tap = 0; tap < taps; tap++) {
    for (let channel = 0; channel < channels; channel++) {
      const vector = Math.floor(channel / LANES);
      packed[(vector * taps + tap) * LANES + (channel % LANES)] = kernel[tap * channels + channel] as number;
    }
  }
  return packed;
}

/** One value a channel, zero where there is no channel; all zero without values. */
export function packedBias(bias: Float32Array | undefined, channels: number): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(vectorsOf(channels) * LANES);
  packed.set(bias ?? []);
  return packed;
}

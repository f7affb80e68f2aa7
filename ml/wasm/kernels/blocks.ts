/** How much a kernel computes at once. */
import { vectorsOf } from "../layout.ts";

/** Pixels, or pictures, that a tile computes at once. */
export const TILE = 4;
/** Vectors of output channels that it computes at once. */
const TILE_VECTORS = 2;

/** Vectors of output channels in the order in which they are computed: so many at once, so many times. */
export const channelBlocks = (channels: number): { vectors: number; times: number }[] => [
  { vectors: TILE_VECTORS, times: Math.floor(vectorsOf(channels) / TILE_VECTORS) },
  { vectors: 1, times: vectorsOf(channels) % TILE_VECTORS },
];

/** How much a kernel computes at once. */
import { vectorsOf } from "../layout.ts";
import { type Code, type Locals, repeat } from "../module-writer.ts";

/** Pixels, or pictures, that a tile computes at once. */
export const TILE = 4;

/** `computed` for a row of pixels: tile by tile, then for those that are left. */
export const inTiles = (locals: Locals, pixels: number, computed: (count: number) => Code): Code => [
  ...repeat(locals, Math.floor(pixels / TILE), computed(TILE)),
  ...(pixels % TILE > 0 ? computed(pixels % TILE) : []),
];

/** Vectors of output channels that it computes at once. */
const TILE_VECTORS = 2;

/** Vectors of output channels in the order in which they are computed: so many at once, so many times. */
export const channelBlocks = (channels: number): { vectors: number; times: number }[] => [
  { vectors: TILE_VECTORS, times: Math.floor(vectorsOf(channels) / TILE_VECTORS) },
  { vectors: 1, times: vectorsOf(channels) % TILE_VECTORS },
];

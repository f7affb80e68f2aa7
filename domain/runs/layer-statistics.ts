/** How the weights of a network, and what its layers answer to a few validation images, are distributed after an epoch. */
import { z } from "zod";

/** Bins of a histogram, of equal width from `min` to `max`. */
export const HISTOGRAM_BINS = 32;

export const distribution = z.strictObject({
  /** Over finite values; all null when there is none. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
  /** Of the population. */
  deviation: z.number().nullable(),
  count: z.number().int().min(0),
  /** Values that are exactly 0: what a rectifier has switched off. */
  zeros: z.number().int().min(0),
  /** NaN and infinities. */
  nonFinite: z.number().int().min(0),
  histogram: z.array(z.number().int().min(0)).length(HISTOGRAM_BINS),
});
export type Distribution = z.infer<typeof distribution>;

export const layerStatistics = z.strictObject({
  /** Position among the network's layers, from 0. */
  layer: z.number().int().min(0),
  name: z.string().max(80),
  /** Name of each weight → its distribution. */
  weights: z.record(z.string().max(40), distribution),
  /** Of the layer's output. */
  activations: distribution,
});
export type LayerStatistics = z.infer<typeof layerStatistics>;

/** What a trainer measures of a data set's arrays when it publishes its images: the facts of its page and of labs. */
import { z } from "zod";
import { sha256Hex } from "../artefacts/sha256.ts";

const count = z.number().int().min(0);
const fraction = z.number().min(0).max(1);

const part = z.strictObject({
  count: z.number().int().positive(),
  /** Images of each class, in the order of the catalogue. */
  perClass: z.array(count),
});

export const datasetStatistics = z.strictObject({
  v: z.literal(1),
  train: part,
  test: part,
  /** Over all pixels of the training images, each byte divided by 255; the deviation is the population's. */
  channels: z.array(
    z.strictObject({
      mean: fraction,
      std: fraction,
      /** Pixels of the training images with each of the 256 byte values. */
      histogram: z.array(count).length(256),
    }),
  ),
  /** The two scalars by which `standardise` makes values for the network, of training images, bytes divided by 255. */
  standardisation: z.strictObject({ mean: fraction, std: fraction }),
  /** The mean training image of each class, rounded to bytes: one PNG, a tile a class, from left to right. */
  meanImages: z.strictObject({ sha256: sha256Hex, bytes: z.number().int().positive() }),
});
export type DatasetStatistics = z.infer<typeof datasetStatistics>;

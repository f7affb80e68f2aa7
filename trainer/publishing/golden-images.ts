/** Golden images: test images whose probabilities every browser computes again before it shows a number. */
import type { ImageShape } from "#domain/architectures/layers";
import { joinLayers } from "#domain/architectures/layers-of";
import { summarize } from "#domain/architectures/summary";
import type { Network } from "#ml/architectures/network";
import type { LabelledImages } from "#ml/data/batches";
import type { FrozenPart } from "../features/open-frozen-part.ts";

/** Many, or few where they cost. */
const GOLDEN_IMAGES = { least: 4, most: 32, flops: 8e9 };

type GoldenTask = {
  dataset: { image: ImageShape; test: LabelledImages };
  network: Network;
  frozen: Pick<FrozenPart, "layers"> | null;
};

/** How many a model has: the first ones of the test set. */
export function goldenCount({ dataset: { image, test }, network, frozen }: GoldenTask): number {
  const { least, most, flops } = GOLDEN_IMAGES;
  const affordable = Math.floor(flops / summarize(joinLayers(frozen?.layers ?? [], network.layers), image).flops);
  return Math.min(test.labels.length, most, Math.max(least, affordable));
}

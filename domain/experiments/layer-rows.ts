/** A network's summary as people read it: a row per layer, and one for all that a backbone keeps as it was learnt. */
import type { Architecture } from "../architectures/blocks.ts";
import type { Layer } from "../architectures/layers.ts";
import { featureShape, partsOf, runningParts } from "../architectures/layers-of.ts";
import { type LayerSummary, summarize } from "../architectures/summary.ts";
import { BACKBONES } from "../backbones/catalogue.ts";
import { DATASETS, type DatasetId } from "../datasets/catalogue.ts";

export type LayerRow = {
  name: string;
  /** Of a layer as Keras calls it; of a backbone its name and what becomes of it. */
  type: string;
  /** Null for the row of a backbone, which is many layers. */
  layer: Layer | null;
  /** How many layers it stands for. */
  layers: number;
  /** Of one picture, without the batch dimension. */
  output: number[];
  parameters: number;
  /** Those of them that the training changes; a frozen layer has none. */
  trained: number;
  /** Forward pass of one picture. */
  flops: number;
};

/**
 * Rows of the network of an architecture. A backbone's blocks that are trained too follow in one row of their own, with the
 * batch normalisations that training takes into its convolutions.
 *
 * @param thawed whether those blocks are one row or, as the layers that training knows, one each
 */
export function layerRows(
  architecture: Architecture,
  dataset: DatasetId,
  thawed: "joined" | "each" = "joined",
): LayerRow[] {
  const { image, classes } = DATASETS[dataset];
  const parts = partsOf(architecture, classes.length);
  const { frozen, trained } = runningParts(parts);
  const shape = featureShape(frozen, image);
  const rowsOfTrained = summarize(trained, shape).layers.map(rowOf);
  if (!architecture.backbone) return rowsOfTrained;
  const { id, fineTuning } = architecture.backbone;
  const { title } = BACKBONES[id];
  const isOf = ({ layer: { name } }: LayerSummary) => name !== "resizing" && name !== "avg_pool";
  const rows = summarize(parts.frozen, image).layers;
  const joined = (of: readonly LayerSummary[], type: string, name: string, isTrained: boolean): LayerRow => ({
    name,
    type: `${title}, ${type}`,
    layer: null,
    layers: of.length,
    output: of.at(-1)?.output ?? [],
    parameters: of.reduce((sum, { parameters }) => sum + parameters, 0),
    trained: isTrained ? of.reduce((sum, { trainableParameters }) => sum + trainableParameters, 0) : 0,
    flops: of.reduce((sum, { flops }) => sum + flops, 0),
  });
  const last = summarize(trained, shape).layers.slice(0, trained.length - parts.head.length);
  const lastBlocks = last.filter(isOf);
  const words = fineTuning?.blocks === 1 ? "last block" : `last ${fineTuning?.blocks} blocks`;
  return [
    ...rows.filter(({ layer }) => layer.name === "resizing").map(rowOf),
    joined(rows.filter(isOf), fineTuning ? "frozen blocks" : "frozen", id, false),
    ...(thawed === "each" ? lastBlocks.map(rowOf) : []),
    ...(thawed === "joined" && last.length > 0 ? [joined(lastBlocks, words, `${id}_last`, true)] : []),
    ...[...rows, ...last].filter(({ layer }) => layer.name === "avg_pool").map(rowOf),
    ...rowsOfTrained.slice(last.length),
  ];
}

const rowOf = ({ layer, output, parameters, trainableParameters, flops }: LayerSummary): LayerRow => ({
  name: layer.name,
  type: layer.type,
  layer,
  layers: 1,
  output,
  parameters,
  trained: trainableParameters,
  flops,
});

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
  const trainedLayers = summarize(trained, shape).layers;
  if (!architecture.backbone) return trainedLayers.map(rowOf);
  const { id, fineTuning } = architecture.backbone;
  const { title } = BACKBONES[id];
  const isOf = ({ layer: { name } }: LayerSummary) => name !== "resizing" && name !== "avg_pool";
  const rows = summarize(parts.frozen, image).layers;
  const joined = (of: readonly LayerSummary[], type: string, name: string): LayerRow => ({
    name,
    type: `${title}, ${type}`,
    layer: null,
    output: of.at(-1)?.output ?? [],
    ...layerTotals(of.map(rowOf)),
  });
  const last = trainedLayers.slice(0, trained.length - parts.head.length);
  const lastBlocks = last.filter(isOf);
  return [
    ...rows.filter(({ layer }) => layer.name === "resizing").map(rowOf),
    { ...joined(rows.filter(isOf), fineTuning ? "frozen blocks" : "frozen", id), trained: 0 },
    ...(thawed === "each" ? lastBlocks.map(rowOf) : []),
    ...(thawed === "joined" && fineTuning
      ? [joined(lastBlocks, lastBlocksInWords(fineTuning.blocks), `${id}_last`)]
      : []),
    ...[...rows, ...last].filter(({ layer }) => layer.name === "avg_pool").map(rowOf),
    ...trainedLayers.slice(last.length).map(rowOf),
  ];
}

/** The last line of a table of layers. */
type Totals = Pick<LayerRow, "layers" | "parameters" | "trained" | "flops">;

export const layerTotals = (rows: readonly LayerRow[]): Totals =>
  rows.reduce<Totals>(
    (sum, row) => ({
      layers: sum.layers + row.layers,
      parameters: sum.parameters + row.parameters,
      trained: sum.trained + row.trained,
      flops: sum.flops + row.flops,
    }),
    { layers: 0, parameters: 0, trained: 0, flops: 0 },
  );

/** "last block", "last 3 blocks" */
export const lastBlocksInWords = (blocks: number): string => (blocks === 1 ? "last block" : `last ${blocks} blocks`);

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

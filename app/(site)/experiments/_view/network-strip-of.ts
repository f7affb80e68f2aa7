import type { Architecture } from "#domain/architectures/blocks";
import type { Layer } from "#domain/architectures/layers";
import { DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import { layerRows } from "#domain/experiments/layer-rows";
import type { NetworkPart } from "../../../_ui/network-strip.tsx";

/** Channels as which a backbone is drawn; of blocks that are trained too, the smaller part. */
const BACKBONE_WIDTH = 190;
const THAWED_WIDTH = 60;

const isConvolution = ({ type }: Layer) =>
  type === "Conv2D" || type === "SeparableConv2D" || type === "DepthwiseConv2D";

/**
 * The parts of a network that its strip shows: input, feature maps with their size and channels, dense layers. A backbone is
 * one part, and what is trained of it another. What stands beside the main line, as the convolution of a shortcut does, is
 * left out.
 */
export function networkStripOf(architecture: Architecture, dataset: DatasetId): NetworkPart[] {
  const [side, , channels] = DATASETS[dataset].image;
  const rows = layerRows(architecture, dataset);
  const isThawed = rows.some(({ layer, trained }) => layer === null && trained > 0);
  const parts: NetworkPart[] = [{ kind: "input", height: side, width: channels }];
  for (const { layer, output, trained } of rows) {
    const [height = 1, , width = 1] = output;
    if (!layer && trained > 0) parts.push({ kind: "conv", height: side, width: THAWED_WIDTH });
    else if (!layer)
      parts.push({ kind: "frozen", height: side, width: BACKBONE_WIDTH - (isThawed ? THAWED_WIDTH : 0) });
    else if (isConvolution(layer) && !layer.inputs) parts.push({ kind: "conv", height, width });
    else if (layer.type === "MaxPooling2D" || layer.type === "AveragePooling2D")
      parts.push({ kind: "pool", height, width });
    else if (layer.type === "Dense") parts.push({ kind: "dense", height: layer.units });
  }
  return parts;
}

/** About the width of a strip at full size, in pixels: half a pixel per channel, within what the strip draws. */
const stripWidth = (parts: readonly NetworkPart[]) =>
  parts.reduce(
    (sum, { kind, width = 1 }) => sum + 3 + (kind === "input" || kind === "dense" ? 7 : Math.min(width / 2, 110)),
    0,
  );

/** The largest scale, up to 1, at which a strip fits into `room` pixels. */
export const stripScale = (parts: readonly NetworkPart[], room: number): number =>
  Math.min(1, room / stripWidth(parts));

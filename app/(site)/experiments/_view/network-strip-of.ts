import type { Architecture } from "#domain/architectures/blocks";
import type { Layer } from "#domain/architectures/layers";
import { layersOf } from "#domain/architectures/layers-of";
import { summarize } from "#domain/architectures/summary";
import { DATASETS, type DatasetId } from "#domain/datasets/catalogue";
import type { NetworkPart } from "../../../_ui/network-strip.tsx";

const isConvolution = ({ type }: Layer) =>
  type === "Conv2D" || type === "SeparableConv2D" || type === "DepthwiseConv2D";

/**
 * The parts of a network that its strip shows: input, feature maps with their size and channels, dense layers. What
 * stands beside the main line, as the convolution of a shortcut does, is left out.
 */
export function networkStripOf(architecture: Architecture, dataset: DatasetId): NetworkPart[] {
  const { image, classes } = DATASETS[dataset];
  const parts: NetworkPart[] = [{ kind: "input", height: image[0], width: image[2] }];
  for (const { layer, output } of summarize(layersOf(architecture, classes.length), image).layers) {
    const [height = 1, , width = 1] = output;
    if (isConvolution(layer) && !layer.inputs) parts.push({ kind: "conv", height, width });
    else if (layer.type === "MaxPooling2D" || layer.type === "AveragePooling2D")
      parts.push({ kind: "pool", height, width });
    else if (layer.type === "Dense") parts.push({ kind: "dense", height: layer.units });
  }
  return parts;
}

/** About the width of a strip at full size, in pixels: half a pixel per channel, within what the strip draws. */
const stripWidth = (parts: readonly NetworkPart[]) =>
  parts.reduce(
    (sum, { kind, width = 1 }) => sum + 3 + (kind === "conv" || kind === "pool" ? Math.min(width / 2, 110) : 7),
    0,
  );

/** The largest scale, up to 1, at which a strip fits into `room` pixels. */
export const stripScale = (parts: readonly NetworkPart[], room: number): number =>
  Math.min(1, room / stripWidth(parts));

import { isConvolution } from "./convolution-outputs.ts";
import { layerInputs } from "./layer-inputs.ts";
import type { Layer } from "./layers.ts";

/** Layers of which each channel is made of the same channel of what they read. */
const KEEP_CHANNELS: readonly Layer["type"][] = [
  "BatchNormalization",
  "Activation",
  "LeakyReLU",
  "MaxPooling2D",
  "AveragePooling2D",
  "GlobalAveragePooling2D",
  "Dropout",
];

/** The convolution whose filters the channels of layer `name` come from, one each; null where there is none. */
export function filtersBehind(layers: readonly Layer[], name: string): Layer | null {
  const inputs = layerInputs(layers);
  for (let at = layers.findIndex((layer) => layer.name === name); at >= 0; ) {
    const layer = layers[at] as Layer;
    if (isConvolution(layer)) return layer;
    if (!KEEP_CHANNELS.includes(layer.type)) return null;
    const before = inputs[at]?.[0];
    at = layers.findIndex((other) => other.name === before);
  }
  return null;
}

import { layerInputs, PICTURE } from "./layer-inputs.ts";
import type { Layer } from "./layers.ts";

/** Whether layer `name` reads the picture itself, enlarged or not, so that its channels are red, green and blue. */
export function readsPicture(layers: readonly Layer[], name: string): boolean {
  const inputs = layerInputs(layers);
  for (let at = layers.findIndex((layer) => layer.name === name); at >= 0; ) {
    const before = inputs[at]?.[0];
    if (before === PICTURE) return true;
    at = layers.findIndex((layer) => layer.name === before && layer.type === "Resizing");
  }
  return false;
}

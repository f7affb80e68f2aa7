import { layerInputs, PICTURE } from "./layer-inputs.ts";
import type { Layer } from "./layers.ts";

/**
 * Name of the layer whose answers the last dense layer makes classes of: what the network knows of a picture before it
 * decides. Dropout, which changes nothing in an answer, is passed over. Null where there is no such layer.
 */
export function penultimateLayer(layers: readonly Layer[]): string | null {
  const inputs = layerInputs(layers);
  const readBy = (i: number) => inputs[i]?.[0] ?? PICTURE;
  const last = layers.findLastIndex(({ type }) => type === "Dense");
  if (last < 0) return null;
  for (let name = readBy(last); ; ) {
    const at = layers.findIndex((layer) => layer.name === name);
    if (at < 0) return null;
    if (layers[at]?.type !== "Dropout") return name;
    name = readBy(at);
  }
}

import type { KerasLayer } from "./keras-layers.ts";

/**
 * Layers in the order in which Keras lists those of a functional model once it has rebuilt it: by their distance from the
 * output, the farthest first, and among equals by when a walk back from the output meets them.
 */
export function kerasOrder(layers: readonly KerasLayer[]): KerasLayer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const met: KerasLayer[] = [];
  const finished: KerasLayer[] = [];
  const walk = (layer: KerasLayer) => {
    if (met.includes(layer)) return;
    met.push(layer);
    for (const read of readBy(layer, byName)) walk(read);
    finished.push(layer);
  };
  layers.slice(-1).forEach(walk);

  const distances = new Map<KerasLayer, number>();
  const distanceOf = (layer: KerasLayer) => distances.get(layer) ?? 0;
  // Readers come before what they read.
  for (const layer of finished.toReversed()) {
    for (const read of readBy(layer, byName)) {
      distances.set(read, Math.max(distanceOf(read), distanceOf(layer) + 1));
    }
  }
  return met.toSorted((a, b) => distanceOf(b) - distanceOf(a));
}

const readBy = ({ inputs }: KerasLayer, byName: ReadonlyMap<string, KerasLayer>): KerasLayer[] =>
  inputs.flatMap((name) => byName.get(name) ?? []);

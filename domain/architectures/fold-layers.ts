/** Networks without the batch normalisations that a layer before them can take in; `ml/` does the same to their weights. */
import { layerInputs, PICTURE } from "./layer-inputs.ts";
import type { Layer } from "./layers.ts";

/** Layers that multiply: each of their outputs can be scaled and shifted by kernel and bias. */
export type Product = Extract<Layer, { useBias: boolean }>;
export type Normalization = Extract<Layer, { type: "BatchNormalization" }>;
/** A layer with the batch normalisation that becomes part of it. */
export type Fold = { product: Product; normalization: Normalization };

/** Takes away each batch normalisation that alone reads a linear convolution or dense layer, which gets a bias. */
export function foldLayers(layers: readonly Layer[]): { layers: Layer[]; folds: Fold[] } {
  const reads = layerInputs(layers);
  const folds = findFolds(layers, reads);
  const productOf = new Map(folds.map(({ product, normalization }) => [normalization.name, product]));
  const products = new Set<Layer>(productOf.values());
  const renamed = (name: string) => productOf.get(name)?.name ?? name;

  const folded: Layer[] = [];
  for (const [i, layer] of layers.entries()) {
    if (products.has(layer)) continue;
    // It comes where the batch normalisation was, so that the last layer stays the last.
    const product = productOf.get(layer.name);
    const kept = product ? { ...product, useBias: true } : layer;
    const inputs = (reads[product ? layers.indexOf(product) : i] ?? []).map(renamed);
    folded.push(withInputs(kept, inputs, folded.at(-1)?.name ?? PICTURE));
  }
  return { layers: folded, folds };
}

function findFolds(layers: readonly Layer[], reads: readonly string[][]): Fold[] {
  return layers.flatMap((product) => {
    const readers = layers.filter((_, i) => reads[i]?.includes(product.name));
    const [reader] = readers;
    const isFoldable = isProduct(product) && product.activation === "linear" && readers.length === 1;
    return isFoldable && reader?.type === "BatchNormalization" ? [{ product, normalization: reader }] : [];
  });
}

const isProduct = (layer: Layer): layer is Product => "useBias" in layer;

/** The layer as one that reads `inputs`, which need not be said where they are the layer before it. */
function withInputs(layer: Layer, inputs: string[], before: string): Layer {
  if (layer.type === "Add") return { ...layer, inputs };
  const { inputs: _, ...rest } = layer;
  return inputs[0] === before ? rest : { ...rest, inputs };
}

/** A network that answers the same with fewer layers: batch normalisation becomes part of the layer before it. */
import { layerInputs } from "#domain/architectures/layer-inputs";
import { type ImageShape, type Layer, PICTURE } from "#domain/architectures/layers";
import { cutByWeight, joinByWeight, weightSpecs } from "./weight-specs.ts";

export type WeightedLayers = {
  layers: readonly Layer[];
  /** All weights, in the order of `weightSpecs`. */
  parameters: Float32Array;
};

type Product = Extract<Layer, { useBias: boolean }>;
type Normalization = Extract<Layer, { type: "BatchNormalization" }>;
/** By name. */
type Weights = Map<string, Float32Array>;

/** The weight by which a layer's outputs are told apart along the last axis, or the last but one where that is 1. */
const KERNELS = {
  Conv2D: "kernel",
  DepthwiseConv2D: "depthwise_kernel",
  SeparableConv2D: "pointwise_kernel",
  Dense: "kernel",
} as const satisfies Record<Product["type"], string>;

/**
 * Takes away each batch normalisation that alone reads a convolution or a dense layer: with its averages fixed it scales
 * and shifts each channel, which that layer's kernel and bias can do. For answering, not for training.
 *
 * @param input shape of one picture
 */
export function foldBatchNorms({ layers, parameters }: WeightedLayers, input: ImageShape): WeightedLayers {
  const reads = layerInputs(layers);
  const partners = findPartners(layers, reads);
  const productOf = new Map([...partners].map(([product, { name }]) => [name, product]));
  const renamed = (name: string) => productOf.get(name)?.name ?? name;

  const weights = byName(layers, input, parameters);
  const folded: Layer[] = [];
  for (const [i, layer] of layers.entries()) {
    if (isProduct(layer) && partners.has(layer)) continue;
    // It comes where the batch normalisation was, so that the last layer stays the last.
    const product = productOf.get(layer.name);
    if (product) fold(product, layer as Normalization, weights);
    const kept = product ? { ...product, useBias: true } : layer;
    const inputs = (reads[product ? layers.indexOf(product) : i] ?? []).map(renamed);
    folded.push(withInputs(kept, inputs, folded.at(-1)?.name ?? PICTURE));
  }
  return {
    layers: folded,
    parameters: joinByWeight(weightSpecs(folded, input), ({ name }) => weights.get(name) ?? []),
  };
}

/** Layers that a batch normalisation can become part of, with that. */
function findPartners(layers: readonly Layer[], reads: readonly string[][]): Map<Product, Normalization> {
  const partners = new Map<Product, Normalization>();
  for (const layer of layers) {
    const readers = layers.filter((_, i) => reads[i]?.includes(layer.name));
    const [reader] = readers;
    if (!isProduct(layer) || layer.activation !== "linear") continue;
    if (readers.length === 1 && reader?.type === "BatchNormalization") partners.set(layer, reader);
  }
  return partners;
}

const isProduct = (layer: Layer): layer is Product => layer.type in KERNELS;

/** Scales the kernel by gamma / √(variance + epsilon), and gives the layer the bias that then is left. */
function fold({ type, name }: Product, normalization: Normalization, weights: Weights): void {
  const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map(
    (part) => weights.get(`${normalization.name}/${part}`) ?? new Float32Array(),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const scale = Array.from(gamma, (value, i) => value / Math.sqrt((variance[i] ?? 0) + normalization.epsilon));
  const kernel = weights.get(`${name}/${KERNELS[type]}`);
  const bias = weights.get(`${name}/bias`);
  weights.set(
    `${name}/${KERNELS[type]}`,
    new Float32Array(kernel?.map((w, i) => w * (scale[i % scale.length] ?? 0)) ?? []),
  );
  weights.set(
    `${name}/bias`,
    beta.map((shift, i) => shift + ((bias?.[i] ?? 0) - (mean[i] ?? 0)) * (scale[i] ?? 0)),
  );
}

/** The layer as one that reads `inputs`, which need not be said where they are the layer before it. */
function withInputs(layer: Layer, inputs: string[], before: string): Layer {
  if (layer.type === "Add") return { ...layer, inputs };
  const { inputs: _, ...rest } = layer;
  return inputs[0] === before ? rest : { ...rest, inputs };
}

function byName(layers: readonly Layer[], input: ImageShape, parameters: Float32Array): Weights {
  const specs = weightSpecs(layers, input);
  return new Map(cutByWeight(specs, parameters).map((values, i) => [specs[i]?.name ?? "", values]));
}

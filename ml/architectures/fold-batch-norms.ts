/** A network that answers the same with fewer layers: batch normalisation becomes part of the layer before it. */
import { type Fold, foldLayers, type Product } from "#domain/architectures/fold-layers";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { joinByName, type NamedWeights, namedWeights, weightSpecs } from "./weight-specs.ts";

export type WeightedLayers = {
  layers: readonly Layer[];
  /** All weights, in the order of `weightSpecs`. */
  parameters: Float32Array;
};

/** The weight by which a layer's outputs are told apart along the last axis, or the last but one where that is 1. */
const KERNELS = {
  Conv2D: "kernel",
  DepthwiseConv2D: "depthwise_kernel",
  SeparableConv2D: "pointwise_kernel",
  Dense: "kernel",
} as const satisfies Record<Product["type"], string>;

/**
 * Takes away each batch normalisation that alone reads a convolution or a dense layer: with its averages fixed it scales
 * and shifts each channel, which that layer's kernel and bias can do. For answering, and for training on with averages that
 * stay what they are.
 *
 * @param input shape of one picture
 */
export function foldBatchNorms({ layers, parameters }: WeightedLayers, input: ImageShape): WeightedLayers {
  const folded = foldLayers(layers).layers;
  const weights = foldWeights(layers, namedWeights(layers, parameters, input));
  return { layers: folded, parameters: joinByName(weightSpecs(folded, input), weights) };
}

/** The weights that `foldLayers(layers)` has, of those of `layers`; others that are given stay. */
export function foldWeights(layers: readonly Layer[], weights: NamedWeights): NamedWeights {
  const folded = new Map(weights);
  for (const fold of foldLayers(layers).folds) {
    for (const [name, values] of folding(fold, weights)) folded.set(name, values);
  }
  return folded;
}

/** The kernel scaled by gamma / √(variance + epsilon), and the bias that then is left. */
function folding({ product: { type, name }, normalization }: Fold, weights: NamedWeights): [string, Float32Array][] {
  const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map(
    (part) => weights.get(`${normalization.name}/${part}`) ?? new Float32Array(),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const scale = Array.from(gamma, (value, i) => value / Math.sqrt((variance[i] ?? 0) + normalization.epsilon));
  const kernel = weights.get(`${name}/${KERNELS[type]}`) ?? new Float32Array();
  const bias = weights.get(`${name}/bias`);
  return [
    [`${name}/${KERNELS[type]}`, kernel.map((w, i) => w * (scale[i % scale.length] ?? 0))],
    [`${name}/bias`, beta.map((shift, i) => shift + ((bias?.[i] ?? 0) - (mean[i] ?? 0)) * (scale[i] ?? 0))],
  ];
}

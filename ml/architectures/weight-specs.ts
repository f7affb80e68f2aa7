/** The weights of a network: their names, shapes and starting values' distributions. */
import type { Initializer } from "#domain/architectures/blocks";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { shapeSize } from "#domain/architectures/shape-size";
import { type LayerSummary, summarize } from "#domain/architectures/summary";

export type WeightSpec = {
  /** `<layer>/kernel`, `<layer>/bias`, `<layer>/moving_mean` …, by Keras' names. */
  name: string;
  /**
   * Kernel of a convolution: [height, width, in, out]; of a depthwise one: [height, width, in, 1]; of a dense layer:
   * [in, out]; all others: [channels].
   */
  shape: number[];
  /** Values in the tensor. */
  size: number;
  initializer: Initializer | "zeros" | "ones";
  /** Whether gradients change it; the averages of batch normalisation follow the batches instead. */
  trainable: boolean;
};

/**
 * Weights of `layers` for pictures of shape `input`: the trainable ones in the order of the layers, kernel before bias,
 * then the others in that order.
 */
export function weightSpecs(layers: readonly Layer[], input: ImageShape): WeightSpec[] {
  const specs = summarize(layers, input).layers.flatMap(weightsOf);
  return [...specs.filter(({ trainable }) => trainable), ...specs.filter(({ trainable }) => !trainable)];
}

/** Cuts one vector of the values of `specs` into one per weight. Views, not copies. */
export function cutByWeight(specs: readonly { size: number }[], vector: Float32Array): Float32Array[] {
  let offset = 0;
  return specs.map(({ size }) => {
    offset += size;
    return vector.subarray(offset - size, offset);
  });
}

/** The values of all `specs` in one vector; of what `valuesOf` leaves out, zeros. */
export function joinByWeight(
  specs: readonly WeightSpec[],
  valuesOf: (spec: WeightSpec) => ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const vector = new Float32Array(specs.reduce((total, { size }) => total + size, 0));
  for (const [i, part] of cutByWeight(specs, vector).entries()) part.set(valuesOf(specs[i] as WeightSpec));
  return vector;
}

/** The values of weights by their names. */
export type NamedWeights = ReadonlyMap<string, Float32Array>;

/** All weights of `layers` by name. Views, not copies. */
export function namedWeights(layers: readonly Layer[], parameters: Float32Array, input: ImageShape): NamedWeights {
  const specs = weightSpecs(layers, input);
  return new Map(cutByWeight(specs, parameters).map((values, i) => [specs[i]?.name ?? "", values]));
}

/** The values of all `specs` in one vector, taken by name. */
export const joinByName = (specs: readonly WeightSpec[], weights: NamedWeights): Float32Array<ArrayBuffer> =>
  joinByWeight(specs, ({ name }) => weights.get(name) ?? []);

function weightsOf({ layer, input }: LayerSummary): WeightSpec[] {
  const channels = input.at(-1) ?? 0;
  const weight = (name: string, shape: number[], initializer: WeightSpec["initializer"], trainable = true) => ({
    name: `${layer.name}/${name}`,
    shape,
    size: shapeSize(shape),
    initializer,
    trainable,
  });
  const bias = (units: number) => ("useBias" in layer && layer.useBias ? [weight("bias", [units], "zeros")] : []);
  switch (layer.type) {
    case "Conv2D": {
      const { kernelSize, filters, kernelInitializer } = layer;
      return [weight("kernel", [kernelSize, kernelSize, channels, filters], kernelInitializer), ...bias(filters)];
    }
    case "DepthwiseConv2D": {
      const { kernelSize, depthwiseInitializer } = layer;
      return [
        weight("depthwise_kernel", [kernelSize, kernelSize, channels, 1], depthwiseInitializer),
        ...bias(channels),
      ];
    }
    case "SeparableConv2D": {
      const { kernelSize, filters, depthwiseInitializer, pointwiseInitializer } = layer;
      return [
        weight("depthwise_kernel", [kernelSize, kernelSize, channels, 1], depthwiseInitializer),
        weight("pointwise_kernel", [1, 1, channels, filters], pointwiseInitializer),
        ...bias(filters),
      ];
    }
    case "Dense":
      return [weight("kernel", [channels, layer.units], layer.kernelInitializer), ...bias(layer.units)];
    case "BatchNormalization":
      return [
        weight("gamma", [channels], "ones"),
        weight("beta", [channels], "zeros"),
        weight("moving_mean", [channels], "zeros", false),
        weight("moving_variance", [channels], "ones", false),
      ];
    case "Add":
    case "Activation":
    case "LeakyReLU":
    case "MaxPooling2D":
    case "AveragePooling2D":
    case "GlobalAveragePooling2D":
    case "Resizing":
    case "Dropout":
    case "Flatten":
      return [];
  }
}

/** The weights of a network: their names, shapes and starting values' distributions, in the order of the layers. */
import type { Initializer } from "#domain/architectures/blocks";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { summarize } from "#domain/architectures/summary";

export type WeightSpec = {
  /** `<layer>/kernel` or `<layer>/bias`. */
  name: string;
  /** Kernel of a convolution: [height, width, in, out]; of a dense layer: [in, out]; bias: [out]. */
  shape: number[];
  /** Values in the tensor. */
  size: number;
  initializer: Initializer | "zeros";
};

const sizeOf = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

/** Weights of `layers` for pictures of shape `input`; kernel before bias. */
export function weightSpecs(layers: readonly Layer[], input: ImageShape): WeightSpec[] {
  const specs: WeightSpec[] = [];
  let shape: readonly number[] = input;
  const add = (layer: string, kernel: number[], units: number, initializer: Initializer) => {
    specs.push({ name: `${layer}/kernel`, shape: kernel, size: sizeOf(kernel), initializer });
    specs.push({ name: `${layer}/bias`, shape: [units], size: units, initializer: "zeros" });
  };
  for (const { layer, output } of summarize(layers, input).layers) {
    const channels = shape.at(-1) ?? 0;
    if (layer.type === "Conv2D") {
      const { kernelSize, filters } = layer;
      add(layer.name, [kernelSize, kernelSize, channels, filters], filters, layer.kernelInitializer);
    } else if (layer.type === "Dense") {
      add(layer.name, [channels, layer.units], layer.units, layer.kernelInitializer);
    }
    shape = output;
  }
  return specs;
}

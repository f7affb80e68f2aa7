/**
 * Shapes, parameters, FLOPs and activation memory of a network by plain arithmetic: the form, the API and the trainer
 * all need them, and none of them should have to build a model for it. Tested against the built model.
 */
import type { ImageShape, Layer } from "./layers.ts";

export type LayerSummary = {
  layer: Layer;
  /** Output of one picture, without the batch dimension. */
  output: number[];
  parameters: number;
  /** Floating-point operations of the forward pass of one picture; a multiply-add counts as two. */
  flops: number;
};

export type NetworkSummary = {
  layers: LayerSummary[];
  parameters: number;
  /** Forward pass, one picture. */
  flops: number;
  /** Outputs of all layers together with the input, one picture, float32. */
  activationBytes: number;
};

const FLOAT32_BYTES = 4;
const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

function summarizeLayer(layer: Layer, input: readonly number[]): Omit<LayerSummary, "layer"> {
  const [height = 1, width = 1, channels = 1] = input;
  switch (layer.type) {
    case "Conv2D": {
      const window = layer.kernelSize ** 2 * channels;
      return {
        output: [height, width, layer.filters],
        parameters: (window + 1) * layer.filters,
        flops: 2 * window * layer.filters * height * width,
      };
    }
    case "MaxPooling2D":
    case "AveragePooling2D":
      return {
        output: [Math.ceil(height / layer.poolSize), Math.ceil(width / layer.poolSize), channels],
        parameters: 0,
        flops: 0,
      };
    case "Flatten":
      return { output: [size(input)], parameters: 0, flops: 0 };
    case "Dense": {
      const inputs = size(input);
      return { output: [layer.units], parameters: (inputs + 1) * layer.units, flops: 2 * inputs * layer.units };
    }
    case "LeakyReLU":
    case "Dropout":
      return { output: [...input], parameters: 0, flops: 0 };
  }
}

/** Summarises `layers` for pictures of shape `input`. As is usual, only convolutions and products count as FLOPs. */
export function summarize(layers: readonly Layer[], input: ImageShape): NetworkSummary {
  const rows: LayerSummary[] = [];
  let shape: readonly number[] = input;
  let values = size(input);
  for (const layer of layers) {
    const row = { layer, ...summarizeLayer(layer, shape) };
    rows.push(row);
    shape = row.output;
    values += size(shape);
  }
  const sum = (of: (row: LayerSummary) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    layers: rows,
    parameters: sum((row) => row.parameters),
    flops: sum((row) => row.flops),
    activationBytes: values * FLOAT32_BYTES,
  };
}

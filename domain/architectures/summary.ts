/**
 * Shapes, parameters, FLOPs and activation memory of a network by plain arithmetic: the form, the API and the trainer
 * all need them, and none of them should have to build a model for it. Tested against the built model.
 */
import { layerInputs, PICTURE } from "./layer-inputs.ts";
import type { ImageShape, Layer } from "./layers.ts";
import { shapeSize } from "./shape-size.ts";

export type LayerSummary = {
  layer: Layer;
  /** What it reads, of one picture, without the batch dimension; the first of equals where it reads several. */
  input: number[];
  /** Output of one picture, without the batch dimension. */
  output: number[];
  parameters: number;
  /** Those of them that training changes by the gradient: all but the averages of batch normalisation. */
  trainableParameters: number;
  /** Floating-point operations of the forward pass of one picture; a multiply-add counts as two. */
  flops: number;
};

export type NetworkSummary = {
  layers: LayerSummary[];
  parameters: number;
  trainableParameters: number;
  /** Forward pass, one picture. */
  flops: number;
  /** Outputs of all layers together with the input, one picture, float32. */
  activationBytes: number;
};

type Counts = { output: number[]; parameters: number; flops: number; averages?: number };

const FLOAT32_BYTES = 4;

/** Places along one side at which a window is put. */
const sideAfter = (side: number, window: number, strides: number, padding: "same" | "valid") =>
  padding === "same" ? Math.ceil(side / strides) : Math.floor((side - window) / strides) + 1;

/** @param inputs shapes of what the layer reads, of one picture */
function count(layer: Layer, inputs: readonly number[][]): Counts {
  const [input = []] = inputs;
  const [height = 1, width = 1] = input;
  const channels = input.at(-1) ?? 1;
  switch (layer.type) {
    case "Conv2D":
    case "SeparableConv2D":
    case "DepthwiseConv2D": {
      const sides = [height, width].map((side) => sideAfter(side, layer.kernelSize, layer.strides ?? 1, layer.padding));
      const window = layer.kernelSize ** 2 * channels;
      const outputs = layer.type === "DepthwiseConv2D" ? channels : layer.filters;
      const kernel = {
        Conv2D: window * outputs,
        DepthwiseConv2D: window,
        SeparableConv2D: window + channels * outputs,
      }[layer.type];
      return {
        output: [...sides, outputs],
        parameters: kernel + (layer.useBias ? outputs : 0),
        flops: 2 * kernel * shapeSize(sides),
      };
    }
    case "Dense": {
      const kernel = shapeSize(input) * layer.units;
      return { output: [layer.units], parameters: kernel + (layer.useBias ? layer.units : 0), flops: 2 * kernel };
    }
    case "BatchNormalization":
      return { output: input, parameters: 4 * channels, flops: 2 * shapeSize(input), averages: 2 * channels };
    case "Add":
      return { output: input, parameters: 0, flops: (inputs.length - 1) * shapeSize(input) };
    case "MaxPooling2D":
    case "AveragePooling2D": {
      const { poolSize, strides = poolSize, padding } = layer;
      const sides = [height, width].map((side) => sideAfter(side, poolSize, strides, padding));
      return { output: [...sides, channels], parameters: 0, flops: 0 };
    }
    case "GlobalAveragePooling2D":
      return { output: [channels], parameters: 0, flops: 0 };
    case "Resizing":
      return { output: [layer.height, layer.width, channels], parameters: 0, flops: 0 };
    case "Flatten":
      return { output: [shapeSize(input)], parameters: 0, flops: 0 };
    case "Activation":
    case "LeakyReLU":
    case "Dropout":
      return { output: input, parameters: 0, flops: 0 };
  }
}

/**
 * Summarises `layers` for pictures of shape `input`. As is usual, activations, biases and pooling do not count as FLOPs.
 *
 * @throws Error when a layer reads what is not there, or adds up what has different shapes
 */
export function summarize(layers: readonly Layer[], input: ImageShape): NetworkSummary {
  const rows: LayerSummary[] = [];
  const shapes = new Map<string, number[]>([[PICTURE, [...input]]]);
  let values = shapeSize(input);
  const reads = layerInputs(layers);
  for (const [i, layer] of layers.entries()) {
    const inputs = (reads[i] ?? []).map((name) => shapes.get(name) ?? []);
    if (new Set(inputs.map(String)).size > 1) {
      throw new Error(
        `Layer ${layer.name} adds up shapes that differ: ${inputs.map((s) => s.join(" × ")).join(", ")}.`,
      );
    }
    const { averages = 0, output, parameters, flops } = count(layer, inputs);
    const trainableParameters = parameters - averages;
    rows.push({ layer, input: [...(inputs[0] ?? [])], output: [...output], parameters, trainableParameters, flops });
    shapes.set(layer.name, output);
    values += shapeSize(output);
  }
  const sum = (of: (row: LayerSummary) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    layers: rows,
    parameters: sum((row) => row.parameters),
    trainableParameters: sum((row) => row.trainableParameters),
    flops: sum((row) => row.flops),
    activationBytes: values * FLOAT32_BYTES,
  };
}

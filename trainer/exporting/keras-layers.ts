/** A network as layers of Keras, which TensorFlow.js' Layers API has as well, under the same names with few differences. */
import { PICTURE } from "#domain/architectures/layer-inputs";
import type { Layer } from "#domain/architectures/layers";
import { scaleAndOffset } from "#ml/data/standardise";
import { interpolationMatrix } from "./interpolation-matrix.ts";
import { type ModelSource, weightOf } from "./model-source.ts";
import { requireWholeFactor } from "./resizing-factor.ts";

export type KerasWeight = { name: string; shape: readonly number[]; values: Float32Array };

export type KerasLayer = {
  className: string;
  name: string;
  config: Record<string, unknown>;
  /** Names of the layers that it reads. */
  inputs: readonly string[];
  /** Of one picture. */
  output: readonly number[];
  /** In Keras' order. */
  weights: readonly KerasWeight[];
};

export type Dialect = "keras" | "tfjs";

/** What of a layer does not depend on where it stands. */
type Kind = Pick<KerasLayer, "className" | "config">;

const RESCALING = "rescaling";

/** The layers from pixels 0 to 255 to the probabilities; the first is the input. */
export function kerasLayers(source: ModelSource, dialect: Dialect): KerasLayer[] {
  const { input } = source.manifest;
  const taken = new Set(source.layers.map(({ layer }) => layer.name));
  const rescaling = taken.has(RESCALING) ? `${RESCALING}_of_pixels` : RESCALING;
  const shapeKey = dialect === "keras" ? "batch_shape" : "batch_input_shape";
  const first: KerasLayer[] = [
    {
      className: "InputLayer",
      name: PICTURE,
      config: { [shapeKey]: [null, ...input.shape], dtype: "float32", sparse: false },
      inputs: [],
      output: input.shape,
      weights: [],
    },
    {
      className: "Rescaling",
      name: rescaling,
      config: { ...scaleAndOffset(input) },
      inputs: [PICTURE],
      output: input.shape,
      weights: [],
    },
  ];
  const rest = source.layers.flatMap(({ layer, input: read, output, reads }) => {
    const inputs = reads.map((name) => (name === PICTURE ? rescaling : name));
    if (layer.type === "Resizing" && dialect === "tfjs") return resizeByProducts(layer, inputs, read);
    const weights = source.specs
      .filter(({ name }) => name.startsWith(`${layer.name}/`))
      .map(({ name, shape }) => ({ name, shape, values: weightOf(source, name) }));
    return [{ ...kindOf(layer, read, dialect), name: layer.name, inputs, output, weights }];
  });
  return [...first, ...rest];
}

const square = (side: number): [number, number] => [side, side];

type Windowed = { strides?: number | undefined; padding: "same" | "valid" };
const windowOf = ({ strides, padding }: Windowed, otherwise: number) => ({
  strides: square(strides ?? otherwise),
  padding,
  data_format: "channels_last",
});

/** @param read shape of what it reads */
function kindOf(layer: Layer, read: readonly number[], dialect: Dialect): Kind {
  switch (layer.type) {
    case "Conv2D":
    case "SeparableConv2D":
    case "DepthwiseConv2D": {
      const { kernelSize, activation, useBias } = layer;
      const size = { kernel_size: square(kernelSize), dilation_rate: square(1) };
      const filters = "filters" in layer ? { filters: layer.filters } : {};
      const multiplier = layer.type === "Conv2D" ? {} : { depth_multiplier: 1 };
      const config = { ...filters, ...size, ...multiplier, ...windowOf(layer, 1), activation, use_bias: useBias };
      return { className: layer.type, config };
    }
    case "Dense":
      return {
        className: "Dense",
        config: { units: layer.units, activation: layer.activation, use_bias: layer.useBias },
      };
    case "BatchNormalization": {
      const { momentum, epsilon } = layer;
      return { className: "BatchNormalization", config: { axis: -1, momentum, epsilon, center: true, scale: true } };
    }
    case "Add":
      return { className: "Add", config: {} };
    case "Activation":
      return { className: "Activation", config: { activation: layer.activation } };
    case "LeakyReLU":
      return { className: "LeakyReLU", config: { [dialect === "keras" ? "negative_slope" : "alpha"]: layer.alpha } };
    case "MaxPooling2D":
    case "AveragePooling2D": {
      const config = { pool_size: square(layer.poolSize), ...windowOf(layer, layer.poolSize) };
      return { className: layer.type, config };
    }
    case "GlobalAveragePooling2D":
      return { className: "GlobalAveragePooling2D", config: { data_format: "channels_last" } };
    case "Resizing":
      requireWholeFactor(layer, read);
      return {
        className: "Resizing",
        config: { height: layer.height, width: layer.width, interpolation: layer.interpolation },
      };
    case "Dropout":
      return { className: "Dropout", config: { rate: layer.rate } };
    case "Flatten":
      // That of TensorFlow.js refuses what is flat already.
      return dialect === "tfjs" && read.length === 1
        ? { className: "Reshape", config: { target_shape: [...read] } }
        : { className: "Flatten", config: { data_format: "channels_last" } };
  }
}

type Resizing = Extract<Layer, { type: "Resizing" }>;

/**
 * Resizing as products with two matrices, one for each side: the layers of TensorFlow.js that resize put pixels elsewhere.
 *
 * @param inputs names of what is read, of shape `read`
 */
function resizeByProducts(layer: Resizing, inputs: readonly string[], read: readonly number[]): KerasLayer[] {
  const { name, height, width, interpolation } = layer;
  const [readHeight = 1, readWidth = 1, channels = 1] = read;
  const permute = (suffix: string, from: readonly string[], dims: number[], output: number[]): KerasLayer => ({
    className: "Permute",
    name: `${name}${suffix}`,
    config: { dims },
    inputs: from,
    output,
    weights: [],
  });
  const product = (
    suffix: string,
    from: string,
    sides: { read: number; side: number },
    output: number[],
  ): KerasLayer => ({
    className: "Dense",
    name: `${name}${suffix}`,
    config: { units: sides.side, activation: "linear", use_bias: false, trainable: false },
    inputs: [from],
    output,
    weights: [
      {
        name: `${name}${suffix}/kernel`,
        shape: [sides.read, sides.side],
        values: interpolationMatrix(sides.read, sides.side, interpolation),
      },
    ],
  });
  return [
    permute("_columns", inputs, [3, 1, 2], [channels, readHeight, readWidth]),
    product("_width", `${name}_columns`, { read: readWidth, side: width }, [channels, readHeight, width]),
    permute("_rows", [`${name}_width`], [1, 3, 2], [channels, width, readHeight]),
    product("_height", `${name}_rows`, { read: readHeight, side: height }, [channels, width, height]),
    permute("", [`${name}_height`], [3, 2, 1], [height, width, channels]),
  ];
}

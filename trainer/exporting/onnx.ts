/**
 * ONNX: pictures of pixels in rows, as they come, in; probabilities out. Inside, channels come first, as ONNX has it; two
 * transpositions do that.
 */
import { PICTURE } from "#domain/architectures/layer-inputs";
import type { Layer } from "#domain/architectures/layers";
import { scaleAndOffset } from "#ml/data/standardise";
import { kernelForOnnx } from "./kernel-for-onnx.ts";
import { type ModelSource, weightOf } from "./model-source.ts";
import { encodeOnnx, type OnnxAttribute, type OnnxNode, type OnnxTensor } from "./onnx-messages.ts";
import { modelFacts, readMe, TAKES_PIXELS } from "./read-me.ts";
import { requireWholeFactor } from "./resizing-factor.ts";

const INPUT = "picture";
const OUTPUT = "probabilities";
const BATCH = "batch";

const NOTES = `${TAKES_PIXELS}
Input "${INPUT}": uint8, [batch, height, width, channels]. Output "${OUTPUT}": float32, [batch, classes].`;

export function writeOnnx(source: ModelSource): Uint8Array<ArrayBuffer> {
  const { input, classes } = source.manifest;
  const graph = new OnnxGraph(source);
  const last = graph.build();
  graph.add("Identity", [last], OUTPUT);
  return encodeOnnx({
    description: readMe(source, NOTES),
    metadata: modelFacts(source),
    nodes: graph.nodes,
    constants: graph.constants,
    input: { name: INPUT, type: "uint8", shape: [BATCH, ...input.shape] },
    output: { name: OUTPUT, type: "float", shape: [BATCH, classes.length] },
  });
}

type Row = ModelSource["layers"][number];
type Product = Extract<Layer, { useBias: boolean }>;
type Windowed = { strides?: number | undefined; padding: "same" | "valid" };
type Activation = Extract<Layer, { type: "Activation" }>["activation"] | "linear";

/** Nodes in the order in which they are computed. Each layer's value has the layer's name. */
class OnnxGraph {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxTensor[] = [];
  readonly #source: ModelSource;

  constructor(source: ModelSource) {
    this.#source = source;
  }

  /** @returns the name of the network's result */
  build(): string {
    const { scale, offset } = scaleAndOffset(this.#source.manifest.input);
    const values = this.add("Cast", [INPUT], `${PICTURE}/values`, { to: { integer: 1 } });
    const scaled = this.add("Mul", [values, this.#constant(`${PICTURE}/scale`, [], [scale])], `${PICTURE}/scaled`);
    const shifted = this.add("Add", [scaled, this.#constant(`${PICTURE}/offset`, [], [offset])], `${PICTURE}/shifted`);
    this.add("Transpose", [shifted], PICTURE, { perm: { integers: [0, 3, 1, 2] } });
    for (const row of this.#source.layers) this.#addLayer(row);
    return this.#source.layers.at(-1)?.layer.name ?? PICTURE;
  }

  add(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): string {
    this.nodes.push({ operator, inputs, output, attributes });
    return output;
  }

  #addLayer({ layer, input: read, reads }: Row): void {
    const { name } = layer;
    const [from = PICTURE] = reads;
    switch (layer.type) {
      case "Conv2D":
        this.#end(layer, this.#convolve(layer, from, read, "kernel", layer.kernelSize, windowOf(layer, 1)));
        break;
      case "DepthwiseConv2D":
        this.#end(layer, this.#convolve(layer, from, read, "depthwise_kernel", layer.kernelSize, windowOf(layer, 1)));
        break;
      case "SeparableConv2D": {
        const depthwise = this.#convolve(layer, from, read, "depthwise_kernel", layer.kernelSize, windowOf(layer, 1));
        const alone = { strides: 1, padding: "same" } as const;
        this.#end(layer, this.#convolve(layer, depthwise, [1, 1, read[2] ?? 1], "pointwise_kernel", 1, alone));
        break;
      }
      case "Dense": {
        const kernel = this.#weight(`${name}/kernel`);
        this.#end(layer, this.add("MatMul", [from, kernel], `${name}/product`));
        break;
      }
      case "BatchNormalization": {
        const weights = ["gamma", "beta", "moving_mean", "moving_variance"].map((one) =>
          this.#weight(`${name}/${one}`),
        );
        this.add("BatchNormalization", [from, ...weights], name, { epsilon: { float: layer.epsilon } });
        break;
      }
      case "Add":
        this.add("Sum", reads, name);
        break;
      case "Activation":
        this.#activate(layer.activation, from, name);
        break;
      case "LeakyReLU":
        this.add("LeakyRelu", [from], name, { alpha: { float: layer.alpha } });
        break;
      case "MaxPooling2D":
      case "AveragePooling2D": {
        const operator = layer.type === "MaxPooling2D" ? "MaxPool" : "AveragePool";
        this.add(operator, [from], name, windowAttributes(read, layer.poolSize, windowOf(layer, layer.poolSize)));
        break;
      }
      case "GlobalAveragePooling2D":
        this.add("GlobalAveragePool", [from], `${name}/map`);
        this.add("Flatten", [`${name}/map`], name);
        break;
      case "Resizing":
        this.#resize(layer, from, read);
        break;
      case "Dropout":
        this.add("Identity", [from], name);
        break;
      case "Flatten":
        if (read.length === 3) {
          // Values follow one another as in rows of pixels, which is what the weights behind expect.
          this.add("Transpose", [from], `${name}/rows`, { perm: { integers: [0, 2, 3, 1] } });
          this.add("Flatten", [`${name}/rows`], name);
        } else {
          this.add("Identity", [from], name);
        }
        break;
    }
  }

  /** @returns the name of the sum of products, without bias */
  #convolve(
    { name, type }: Product,
    from: string,
    read: readonly number[],
    weight: string,
    size: number,
    window: Required<Windowed>,
  ): string {
    const isDepthwise = weight === "depthwise_kernel";
    const kernel = this.#kernel(`${name}/${weight}`);
    const attributes = {
      ...windowAttributes(read, size, window),
      ...(isDepthwise && { group: { integer: read[2] ?? 1 } }),
    };
    const output = isDepthwise && type === "SeparableConv2D" ? `${name}/depthwise` : `${name}/product`;
    return this.add("Conv", [from, kernel], output, attributes);
  }

  /** Bias and activation of a layer that multiplies. */
  #end(layer: Product, product: string): void {
    const { name, activation, useBias } = layer;
    let value = product;
    if (useBias) {
      const values = weightOf(this.#source, `${name}/bias`);
      const shape = layer.type === "Dense" ? [values.length] : [values.length, 1, 1];
      value = this.add("Add", [product, this.#constant(`${name}/bias`, shape, values)], `${name}/sum`);
    }
    this.#activate(activation, value, name);
  }

  #activate(activation: Activation, from: string, name: string): void {
    switch (activation) {
      case "linear":
        this.add("Identity", [from], name);
        break;
      case "relu":
        this.add("Relu", [from], name);
        break;
      case "relu6": {
        const bounds = [0, 6].map((bound) => this.#constant(`${name}/${bound}`, [], [bound]));
        this.add("Clip", [from, ...bounds], name);
        break;
      }
      case "elu":
        this.add("Elu", [from], name, { alpha: { float: 1 } });
        break;
      case "tanh":
        this.add("Tanh", [from], name);
        break;
      case "softmax":
        // Of channels, which come first in maps too.
        this.add("Softmax", [from], name, { axis: { integer: 1 } });
        break;
    }
  }

  #resize(layer: Extract<Layer, { type: "Resizing" }>, from: string, read: readonly number[]): void {
    const { name, height, width, interpolation } = layer;
    requireWholeFactor(layer, read);
    const scales = this.#constant(`${name}/scales`, [4], [1, 1, height / (read[0] ?? 1), width / (read[1] ?? 1)]);
    // The second input, a region of interest, is left out.
    this.add("Resize", [from, "", scales], name, RESIZE_ATTRIBUTES[interpolation]);
  }

  #constant(name: string, shape: readonly number[], values: ArrayLike<number>): string {
    this.constants.push({ name, shape, values: Float32Array.from(values) });
    return name;
  }

  #weight(name: string): string {
    return this.#constant(name, this.#shapeOf(name), weightOf(this.#source, name));
  }

  #kernel(name: string): string {
    const isDepthwise = name.endsWith("/depthwise_kernel");
    const { shape, values } = kernelForOnnx(weightOf(this.#source, name), this.#shapeOf(name), isDepthwise);
    return this.#constant(name, shape, values);
  }

  #shapeOf = (name: string): readonly number[] => this.#source.specs.find((spec) => spec.name === name)?.shape ?? [];
}

/** As the layer says; the names are ONNX's. */
const RESIZE_ATTRIBUTES: Record<"nearest" | "bilinear", Record<string, OnnxAttribute>> = {
  nearest: {
    mode: { text: "nearest" },
    coordinate_transformation_mode: { text: "asymmetric" },
    nearest_mode: { text: "floor" },
  },
  bilinear: { mode: { text: "linear" }, coordinate_transformation_mode: { text: "half_pixel" } },
};

const windowOf = ({ strides, padding }: Windowed, otherwise: number): Required<Windowed> => ({
  strides: strides ?? otherwise,
  padding,
});

/** What is odd of the padding comes below and to the right. A mean leaves out what is padded. */
function windowAttributes(
  read: readonly number[],
  size: number,
  { strides, padding }: Required<Windowed>,
): Record<string, OnnxAttribute> {
  const sides = [read[0] ?? 1, read[1] ?? 1];
  const totals = sides.map((side) =>
    padding === "same" ? Math.max(0, (Math.ceil(side / strides) - 1) * strides + size - side) : 0,
  );
  const before = totals.map((total) => Math.floor(total / 2));
  const after = totals.map((total) => Math.ceil(total / 2));
  return {
    kernel_shape: { integers: [size, size] },
    strides: { integers: [strides, strides] },
    pads: { integers: [...before, ...after] },
  };
}

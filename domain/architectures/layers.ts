/**
 * A network as the layers that run, in order, with everything that a layer needs spelt out. The manifest of a model
 * carries this list, the builder in `ml/architectures` turns it into a TensorFlow.js model, `summary.ts` counts it.
 */
import { z } from "zod";
import { type Architecture, type Block, type BlockActivation, INITIALIZERS, LEAKY_RELU_SLOPE } from "./blocks.ts";

const name = z.string().min(1).max(40);
const positive = z.number().int().min(1).max(4096);
const fused = z.enum(["linear", "relu", "relu6", "elu", "tanh", "softmax"]);
const initializer = z.enum(INITIALIZERS);
/** Manifests that lack it are older than layers without a bias. */
const useBias = z.boolean().default(true);

/** What each layer but `Add` has. Without `inputs` a layer reads the one before it, the first the picture. */
const base = { name, inputs: z.array(name).length(1).optional() };
/** As in Keras: `same` gives ceil(side / strides), with what is odd of the padding below and to the right; `valid` pads nothing. */
const padding = z.enum(["same", "valid"]);
/** Without strides a convolution moves by 1, a pooling by its own size. */
const strides = positive.optional();
const convolution = { kernelSize: positive, strides, padding, activation: fused, useBias };

export const layer = z.discriminatedUnion("type", [
  z.strictObject({
    ...base,
    type: z.literal("Conv2D"),
    ...convolution,
    filters: positive,
    kernelInitializer: initializer,
  }),
  /** One filter for each channel. */
  z.strictObject({ ...base, type: z.literal("DepthwiseConv2D"), ...convolution, depthwiseInitializer: initializer }),
  /** A depthwise convolution, then a 1×1 convolution across the channels. */
  z.strictObject({
    ...base,
    type: z.literal("SeparableConv2D"),
    ...convolution,
    filters: positive,
    depthwiseInitializer: initializer,
    pointwiseInitializer: initializer,
  }),
  /** Over all axes but the last. A running average keeps `momentum` of what it was at each step. */
  z.strictObject({
    ...base,
    type: z.literal("BatchNormalization"),
    momentum: z.number().min(0).max(1),
    epsilon: z.number().min(0).max(1),
  }),
  /** The sum of layers of one shape. */
  z.strictObject({ name, type: z.literal("Add"), inputs: z.array(name).min(2).max(8) }),
  z.strictObject({ ...base, type: z.literal("Activation"), activation: fused.exclude(["linear"]) }),
  z.strictObject({ ...base, type: z.literal("LeakyReLU"), alpha: z.number().min(0).max(1) }),
  z.strictObject({ ...base, type: z.literal("MaxPooling2D"), poolSize: positive, strides, padding }),
  z.strictObject({ ...base, type: z.literal("AveragePooling2D"), poolSize: positive, strides, padding }),
  /** The mean of each channel. */
  z.strictObject({ ...base, type: z.literal("GlobalAveragePooling2D") }),
  /** Each pixel becomes `size` × `size` of them. */
  z.strictObject({ ...base, type: z.literal("UpSampling2D"), size: positive }),
  z.strictObject({ ...base, type: z.literal("Dropout"), rate: z.number().min(0).max(0.95) }),
  z.strictObject({ ...base, type: z.literal("Flatten") }),
  z.strictObject({
    ...base,
    type: z.literal("Dense"),
    units: positive,
    activation: fused,
    useBias,
    kernelInitializer: initializer,
  }),
]);

export type Layer = z.infer<typeof layer>;
/** Height, width, channels of one picture. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** What the picture is called among what layers read. */
export const PICTURE = "input";

/** Keras' defaults. */
const BATCH_NORMALIZATION = { type: "BatchNormalization", momentum: 0.99, epsilon: 1e-3 } as const;

/**
 * Expands an architecture into its layers. Names are `conv2d_1`, `dropout_2` …, counted per type: they name the weights
 * and, through them, the streams of random numbers.
 */
export function layersOf(architecture: Architecture, classes: number): Layer[] {
  const expansion = new Expansion();
  for (const block of architecture.blocks) {
    if (block.kind === "conv") expansion.addConv(block);
    else expansion.addDense(block);
  }
  const { kernelInitializer } = architecture.head;
  expansion.addProduct({ units: classes, activation: "softmax", useBias: true, kernelInitializer });
  return expansion.layers;
}

type ConvBlock = Extract<Block, { kind: "conv" }>;
type DenseBlock = Extract<Block, { kind: "dense" }>;
type Product = Pick<Extract<Layer, { type: "Dense" }>, "units" | "activation" | "useBias" | "kernelInitializer">;

/** LeakyReLU has a parameter and so is a layer of its own, as in Keras; the others are fused into the layer before. */
const isFused = (activation: BlockActivation): activation is Exclude<BlockActivation, "leakyRelu"> =>
  activation !== "leakyRelu";

/** The layers so far. */
class Expansion {
  readonly layers: Layer[] = [];
  readonly #counts = new Map<string, number>();
  /** Channels of the features so far; a picture is no map of features. */
  #channels: number | undefined;

  addConv(block: ConvBlock): void {
    const { filters, activation, pool, batchNorm, residual } = block;
    const read = this.#last;
    const isFinished = !batchNorm && !residual;
    this.#addConvolution(block, isFinished && isFused(activation) ? activation : "linear");
    if (batchNorm) this.#normalize();
    if (residual) this.#addRead(read, block);
    this.#activate(activation, isFinished);
    if (pool === "max") {
      this.layers.push({ type: "MaxPooling2D", name: this.#named("max_pooling2d"), poolSize: 2, padding: "same" });
    } else if (pool === "average") {
      const name = this.#named("average_pooling2d");
      this.layers.push({ type: "AveragePooling2D", name, poolSize: 2, padding: "same" });
    }
    this.#drop(block.dropout);
    this.#channels = filters;
  }

  addDense({ units, batchNorm, activation, dropout, kernelInitializer }: DenseBlock): void {
    const fusedActivation = !batchNorm && isFused(activation) ? activation : "linear";
    this.addProduct({ units, activation: fusedActivation, useBias: !batchNorm, kernelInitializer });
    if (batchNorm) this.#normalize();
    this.#activate(activation, !batchNorm);
    this.#drop(dropout);
  }

  addProduct(product: Product): void {
    if (!this.#counts.has("flatten")) this.layers.push({ type: "Flatten", name: this.#named("flatten") });
    this.layers.push({ type: "Dense", name: this.#named("dense"), ...product });
  }

  get #last(): string {
    return this.layers.at(-1)?.name ?? PICTURE;
  }

  #named(prefix: string): string {
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    return `${prefix}_${count}`;
  }

  /** Without a bias where batch normalisation follows, which would take it away. */
  #addConvolution(
    { convolution, filters, kernel: kernelSize, batchNorm, kernelInitializer }: ConvBlock,
    activation: Exclude<BlockActivation, "leakyRelu">,
  ): void {
    const settings = { filters, kernelSize, padding: "same", activation, useBias: !batchNorm } as const;
    if (convolution === "standard") {
      this.layers.push({ type: "Conv2D", name: this.#named("conv2d"), ...settings, kernelInitializer });
    } else {
      const initializers = { depthwiseInitializer: kernelInitializer, pointwiseInitializer: kernelInitializer };
      const name = this.#named("separable_conv2d");
      this.layers.push({ type: "SeparableConv2D", name, ...settings, ...initializers });
    }
  }

  #normalize(): void {
    this.layers.push({ ...BATCH_NORMALIZATION, name: this.#named("batch_normalization") });
  }

  /**
   * Adds what a block read to what it computed. Where their channels differ, and in the first block always, a 1×1
   * convolution brings them to one number; it has no bias, since what it is added to has one.
   */
  #addRead(read: string, { filters, kernelInitializer }: ConvBlock): void {
    const computed = this.#last;
    let added = read;
    if (this.#channels !== filters) {
      added = this.#named("shortcut");
      this.layers.push({
        type: "Conv2D",
        name: added,
        inputs: [read],
        filters,
        kernelSize: 1,
        padding: "same",
        activation: "linear",
        useBias: false,
        kernelInitializer,
      });
    }
    this.layers.push({ type: "Add", name: this.#named("add"), inputs: [computed, added] });
  }

  #activate(activation: BlockActivation, isDone: boolean): void {
    if (!isFused(activation)) {
      this.layers.push({ type: "LeakyReLU", name: this.#named("leaky_relu"), alpha: LEAKY_RELU_SLOPE });
    } else if (!isDone && activation !== "linear") {
      this.layers.push({ type: "Activation", name: this.#named("activation"), activation });
    }
  }

  #drop(rate: number): void {
    if (rate > 0) this.layers.push({ type: "Dropout", name: this.#named("dropout"), rate });
  }
}

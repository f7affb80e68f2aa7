/**
 * A network as the layers that run, in order, with everything that a layer needs spelt out. The manifest of a model
 * carries this list, the builder in `ml/architectures` turns it into a TensorFlow.js model, `summary.ts` counts it.
 */
import { z } from "zod";
import { type Architecture, type BlockActivation, INITIALIZERS, LEAKY_RELU_SLOPE } from "./blocks.ts";

const name = z.string().min(1).max(40);
const positive = z.number().int().min(1).max(4096);
const fused = z.enum(["linear", "relu", "elu", "tanh", "softmax"]);
const initializer = z.enum(INITIALIZERS);

export const layer = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("Conv2D"),
    name,
    filters: positive,
    kernelSize: positive,
    padding: z.literal("same"),
    activation: fused,
    kernelInitializer: initializer,
  }),
  z.strictObject({ type: z.literal("LeakyReLU"), name, alpha: z.number().min(0).max(1) }),
  z.strictObject({ type: z.literal("MaxPooling2D"), name, poolSize: positive, padding: z.literal("same") }),
  z.strictObject({ type: z.literal("AveragePooling2D"), name, poolSize: positive, padding: z.literal("same") }),
  z.strictObject({ type: z.literal("Dropout"), name, rate: z.number().min(0).max(0.95) }),
  z.strictObject({ type: z.literal("Flatten"), name }),
  z.strictObject({
    type: z.literal("Dense"),
    name,
    units: positive,
    activation: fused,
    kernelInitializer: initializer,
  }),
]);

export type Layer = z.infer<typeof layer>;
/** Height, width, channels of one picture. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** LeakyReLU has a parameter and so is a layer of its own, as in Keras; the others are fused into the layer before. */
const isFused = (activation: BlockActivation): activation is Exclude<BlockActivation, "leakyRelu"> =>
  activation !== "leakyRelu";

/**
 * Expands an architecture into its layers. Names are `conv2d_1`, `dropout_2` …, counted per type: they name the weights
 * and, through them, the streams of random numbers.
 */
export function layersOf(architecture: Architecture, classes: number): Layer[] {
  const layers: Layer[] = [];
  const counts = new Map<string, number>();
  const named = (prefix: string) => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return `${prefix}_${count}`;
  };
  const activate = (activation: BlockActivation) => {
    if (!isFused(activation)) layers.push({ type: "LeakyReLU", name: named("leaky_relu"), alpha: LEAKY_RELU_SLOPE });
  };
  const drop = (rate: number) => {
    if (rate > 0) layers.push({ type: "Dropout", name: named("dropout"), rate });
  };

  for (const block of architecture.blocks) {
    const { activation, kernelInitializer } = block;
    const fusedActivation = isFused(activation) ? activation : "linear";
    if (block.kind === "conv") {
      layers.push({
        type: "Conv2D",
        name: named("conv2d"),
        filters: block.filters,
        kernelSize: block.kernel,
        padding: "same",
        activation: fusedActivation,
        kernelInitializer,
      });
      activate(activation);
      if (block.pool === "max") {
        layers.push({ type: "MaxPooling2D", name: named("max_pooling2d"), poolSize: 2, padding: "same" });
      } else if (block.pool === "average") {
        layers.push({ type: "AveragePooling2D", name: named("average_pooling2d"), poolSize: 2, padding: "same" });
      }
    } else {
      if (!counts.has("flatten")) layers.push({ type: "Flatten", name: named("flatten") });
      layers.push({
        type: "Dense",
        name: named("dense"),
        units: block.units,
        activation: fusedActivation,
        kernelInitializer,
      });
      activate(activation);
    }
    drop(block.dropout);
  }
  if (!counts.has("flatten")) layers.push({ type: "Flatten", name: named("flatten") });
  const { kernelInitializer } = architecture.head;
  layers.push({ type: "Dense", name: named("dense"), units: classes, activation: "softmax", kernelInitializer });
  return layers;
}

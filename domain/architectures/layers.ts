/**
 * A network as the layers that run, in order, with everything that a layer needs spelt out. The manifest of a model
 * carries this list, the builder in `ml/architectures` turns it into a TensorFlow.js model, `summary.ts` counts it.
 */
import { z } from "zod";
import { INITIALIZERS } from "./blocks.ts";

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
  /**
   * Pictures brought to another size. `bilinear`: between the centres of pixels, without antialiasing, as in TensorFlow's
   * `tf.image.resize` and PyTorch's `interpolate`; `nearest`: pixel floor(place × from / to), which repeats whole pixels
   * where the size is a multiple.
   */
  z.strictObject({
    ...base,
    type: z.literal("Resizing"),
    height: positive,
    width: positive,
    interpolation: z.enum(["nearest", "bilinear"]),
  }),
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

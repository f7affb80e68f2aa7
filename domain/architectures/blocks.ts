/**
 * What a person edits: a network as a list of blocks. A block becomes one or more layers (`layers.ts`); nothing else in
 * the project knows how to expand it.
 */
import { z } from "zod";
import { LIMITS, type Range } from "../limits.ts";

/** Keras' defaults and those that the lab notebook names; tfjs' own defaults differ, so each is always written out. */
export const INITIALIZERS = ["glorotUniform", "heNormal", "randomNormal"] as const;
export type Initializer = (typeof INITIALIZERS)[number];

export const ACTIVATIONS = ["linear", "relu", "leakyRelu", "elu", "tanh"] as const;
export type BlockActivation = (typeof ACTIVATIONS)[number];

export const POOLINGS = ["none", "max", "average"] as const;
export type Pooling = (typeof POOLINGS)[number];

/** `separable`: a filter of its own for each channel, then a 1×1 convolution across them. */
export const CONVOLUTIONS = ["standard", "separable"] as const;
export type Convolution = (typeof CONVOLUTIONS)[number];

/** Slope of LeakyReLU below zero: the notebook's `alpha`. */
export const LEAKY_RELU_SLOPE = 0.1;

/** A number with bounds whose messages name the field and the limit. */
export const bounded = (name: string, { min, max }: Range) =>
  z
    .number({ error: `${name} must be a number from ${min} to ${max}.` })
    .min(min, `${name} must be at least ${min}.`)
    .max(max, `${name} must be at most ${max}.`);

/** A whole number with bounds whose messages name the field and the limit. */
export const boundedInteger = (name: string, range: Range) =>
  bounded(name, range).int(`${name} must be a whole number.`);

const initializer = z.enum(INITIALIZERS);
const activation = z.enum(ACTIVATIONS);

/**
 * Convolution, batch normalisation, addition of the block's input, activation, pooling, dropout; each of them but the
 * convolution only where it is asked for. What has a default came later than the specs that lack it.
 */
const convBlock = z.strictObject({
  kind: z.literal("conv"),
  convolution: z.enum(CONVOLUTIONS).default("standard"),
  filters: boundedInteger("Filters", LIMITS.filters),
  kernel: boundedInteger("Kernel", LIMITS.kernel),
  /** Between convolution and activation. */
  batchNorm: z.boolean().default(false),
  /** Adds the block's input to the normalised convolution, before the activation (He et al., 2015). */
  residual: z.boolean().default(false),
  activation,
  pool: z.enum(POOLINGS),
  dropout: bounded("Dropout", LIMITS.dropout),
  kernelInitializer: initializer,
});

const denseBlock = z.strictObject({
  kind: z.literal("dense"),
  units: boundedInteger("Units", LIMITS.units),
  batchNorm: z.boolean().default(false),
  activation,
  dropout: bounded("Dropout", LIMITS.dropout),
  kernelInitializer: initializer,
});

export const block = z.discriminatedUnion("kind", [convBlock, denseBlock]);

/** Convolution blocks, then dense blocks, then a softmax over the classes of the data set. */
export const architecture = z
  .strictObject({
    blocks: z.array(block).max(LIMITS.blocks.max, `A network has at most ${LIMITS.blocks.max} blocks; remove some.`),
    head: z.strictObject({ kernelInitializer: initializer }),
  })
  .superRefine(({ blocks }, context) => {
    const firstDense = blocks.findIndex(({ kind }) => kind === "dense");
    const lateConv = blocks.findIndex(({ kind }, i) => kind === "conv" && firstDense >= 0 && i > firstDense);
    if (lateConv >= 0) {
      context.addIssue({
        code: "custom",
        path: ["blocks", lateConv],
        message: `Block ${lateConv + 1} is a convolution after a dense block; move it before block ${firstDense + 1}.`,
      });
    }
  });

export type Block = z.infer<typeof block>;
export type Architecture = z.infer<typeof architecture>;

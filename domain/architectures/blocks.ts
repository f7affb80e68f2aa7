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

const convBlock = z.strictObject({
  kind: z.literal("conv"),
  filters: boundedInteger("Filters", LIMITS.filters),
  kernel: boundedInteger("Kernel", LIMITS.kernel),
  activation,
  pool: z.enum(POOLINGS),
  dropout: bounded("Dropout", LIMITS.dropout),
  kernelInitializer: initializer,
});

const denseBlock = z.strictObject({
  kind: z.literal("dense"),
  units: boundedInteger("Units", LIMITS.units),
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

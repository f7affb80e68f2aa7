/**
 * What a person edits: a network as a list of blocks. A block becomes one or more layers (`layers.ts`); nothing else in
 * the project knows how to expand it.
 */
import { z } from "zod";
import { BACKBONE_IDS } from "../backbones/backbone-ids.ts";
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

/** Sides, in pixels, to which a backbone's pictures are enlarged. A smaller one is several times faster. */
export const BACKBONE_SIDES = [96, 128, 160, 224] as const;
/**
 * `notebook`: standardised as the spec says and enlarged by repeating pixels. `own`: as the backbone learnt, between its own
 * bounds, and enlarged smoothly.
 */
export const BACKBONE_PREPROCESSINGS = ["own", "notebook"] as const;
/** What the blocks after a backbone see: its map of features, or the mean of each channel. */
export const FEATURE_POOLINGS = ["average", "none"] as const;

/** A network that was trained on ImageNet and answers first; its answers to a data set are computed once. */
export const backboneSpec = z.strictObject({
  id: z.enum(BACKBONE_IDS),
  side: z.literal(BACKBONE_SIDES, { error: `Side must be ${BACKBONE_SIDES.join(", ")} pixels.` }),
  preprocessing: z.enum(BACKBONE_PREPROCESSINGS),
  pooling: z.enum(FEATURE_POOLINGS),
  /** Trains its last blocks too, once the head is trained; null leaves all of it as it is. */
  fineTuning: z
    .strictObject({
      blocks: boundedInteger("Blocks", LIMITS.thawedBlocks),
      /** Epochs in which the head alone learns. */
      afterEpochs: boundedInteger("Epochs of the head alone", LIMITS.headEpochs),
      /** The blocks' learning rate as a share of the head's. */
      rateFactor: bounded("Share of the learning rate", LIMITS.rateFactor),
    })
    .nullable(),
});
export type BackboneSpec = z.infer<typeof backboneSpec>;

/** A backbone if there is one, convolution blocks, then dense blocks, then a softmax over the classes of the data set. */
export const architecture = z
  .strictObject({
    backbone: backboneSpec.nullable().default(null),
    blocks: z.array(block).max(LIMITS.blocks.max, `A network has at most ${LIMITS.blocks.max} blocks; remove some.`),
    head: z.strictObject({ kernelInitializer: initializer }),
  })
  .superRefine(({ backbone, blocks }, context) => {
    const conv = blocks.findIndex(({ kind }) => kind === "conv");
    if (conv >= 0 && backbone?.pooling === "average") {
      const message = `Block ${conv + 1} is a convolution, but averages of features have no places; remove it or keep the map.`;
      context.addIssue({ code: "custom", path: ["blocks", conv], message });
    }
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

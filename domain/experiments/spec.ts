/** Everything that determines a training but the machine it runs on, of which it says only whether it must have a GPU. */
import { z } from "zod";
import { architecture, bounded, boundedInteger } from "../architectures/blocks.ts";
import { DATASET_IDS } from "../datasets/catalogue.ts";
import { LIMITS } from "../limits.ts";
import { visibleText } from "../text/visible-text.ts";
import { costProblems } from "./cost.ts";

const adamFields = {
  learningRate: bounded("Learning rate", LIMITS.learningRate),
  beta1: bounded("Beta 1", LIMITS.beta),
  beta2: bounded("Beta 2", LIMITS.beta),
  epsilon: bounded("Epsilon", LIMITS.epsilon),
};
/** Decoupled (Loshchilov and Hutter, 2019): each step takes this share, times the learning rate, off every weight. */
const weightDecay = bounded("Weight decay", LIMITS.weightDecay);

export const optimizer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("adam"), ...adamFields }),
  z.strictObject({ kind: z.literal("adamw"), ...adamFields, weightDecay }),
  z.strictObject({
    kind: z.literal("sgd"),
    learningRate: bounded("Learning rate", LIMITS.learningRate),
    momentum: bounded("Momentum", LIMITS.momentum),
    nesterov: z.boolean(),
    weightDecay: weightDecay.default(0),
  }),
]);
export type OptimizerSpec = z.infer<typeof optimizer>;

/** What becomes of the optimiser's learning rate in the course of the training; `learning-rate.ts` computes it. */
export const schedule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("constant") }),
  z.strictObject({
    kind: z.literal("cosine"),
    /** Epochs, not necessarily whole, in which the rate rises from 0. */
    warmupEpochs: bounded("Warm-up", LIMITS.warmupEpochs),
    /** What is left of the rate at the end. */
    finalFraction: bounded("Final share", LIMITS.finalFraction),
  }),
  z.strictObject({
    kind: z.literal("exponential"),
    /** What is left of the rate after `decayEpochs`. */
    decayRate: bounded("Decay rate", LIMITS.decayRate),
    decayEpochs: bounded("Decay period", LIMITS.decayEpochs),
    /** Falls at once every `decayEpochs` instead of a little each step. */
    staircase: z.boolean(),
  }),
]);
export type Schedule = z.infer<typeof schedule>;

/** Random changes to each training image, drawn anew each time it is used. `ml/data/augmentation.ts` defines them. */
export const augmentation = z.strictObject({
  /** Half of the images are mirrored left to right. */
  flip: z.boolean(),
  /** Moved by up to so many pixels both ways; what comes in at the edges is reflected. */
  shift: boundedInteger("Shift", LIMITS.shift),
  /** Side, in pixels, of a square that is blanked out. */
  cutout: boundedInteger("Cutout", LIMITS.cutout),
});
export type Augmentation = z.infer<typeof augmentation>;

/** `bfloat16`: convolutions and products in it where the engine can; weights and sums stay float32. */
export const PRECISIONS = ["float32", "bfloat16"] as const;

/** On what it may be trained: `gpu` waits for a trainer that has one. */
export const DEVICES = ["any", "gpu"] as const;

/** `standardise`: divide by 255, then the notebook's two scalars. `scale`: divide by 255 only. */
export const PREPROCESSINGS = ["standardise", "scale"] as const;
/** Which epoch's weights become the model. */
export const SELECTIONS = ["last", "best-validation"] as const;

/** What has a default came later than the specs that lack it. */
export const experimentSpecFields = z.strictObject({
  v: z.literal(1),
  dataset: z.enum(DATASET_IDS),
  preprocessing: z.enum(PREPROCESSINGS),
  split: z.strictObject({
    /** Fraction of the training images that is held out; scikit-learn's `test_size`. */
    validationFraction: bounded("Validation share", LIMITS.validationFraction),
    /** scikit-learn's `random_state`. */
    seed: boundedInteger("Split seed", LIMITS.seed),
  }),
  /** Only the first N images of the split are trained on; null is all. Validation and test stay whole. */
  trainingSubset: boundedInteger("Training images", LIMITS.trainingSubset).nullable(),
  augmentation: augmentation.default({ flip: false, shift: 0, cutout: 0 }),
  architecture,
  optimizer,
  schedule: schedule.default({ kind: "constant" }),
  epochs: boundedInteger("Epochs", LIMITS.epochs),
  batchSize: boundedInteger("Batch size", LIMITS.batchSize),
  seed: boundedInteger("Seed", LIMITS.seed),
  select: z.enum(SELECTIONS),
  precision: z.enum(PRECISIONS).default("float32"),
  device: z.enum(DEVICES).default("any"),
});

/**
 * The spec with a schedule that fits into its epochs and its computed cost within the limits. Used by the form, the API,
 * and again by the trainer.
 */
export const experimentSpec = experimentSpecFields.superRefine((spec, context) => {
  if (spec.schedule.kind === "cosine" && spec.schedule.warmupEpochs >= spec.epochs) {
    const message = `Warm-up must be shorter than the training, which has ${spec.epochs} ${spec.epochs === 1 ? "epoch" : "epochs"}.`;
    context.addIssue({ code: "custom", path: ["schedule", "warmupEpochs"], message });
  }
  const { backbone } = spec.architecture;
  for (const field of ["shift", "cutout"] as const) {
    if (backbone === null || spec.augmentation[field] === 0) continue;
    const message = "Features are computed once per picture, so pictures can only be mirrored; set this to 0.";
    context.addIssue({ code: "custom", path: ["augmentation", field], message });
  }
  if (backbone?.fineTuning && backbone.fineTuning.afterEpochs >= spec.epochs) {
    const message = `The head alone must learn for fewer epochs than the whole training, which has ${spec.epochs}.`;
    context.addIssue({ code: "custom", path: ["architecture", "backbone", "fineTuning", "afterEpochs"], message });
  }
  for (const { path, message } of costProblems(spec)) context.addIssue({ code: "custom", path, message });
});
export type ExperimentSpec = z.infer<typeof experimentSpecFields>;

export const experimentName = visibleText("A name", LIMITS.experimentName, "Give the experiment a name.");

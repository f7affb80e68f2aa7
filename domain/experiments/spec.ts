/** Everything that determines a training but the machine it runs on. */
import { z } from "zod";
import { architecture, bounded, boundedInteger } from "../architectures/blocks.ts";
import { DATASET_IDS } from "../datasets/catalogue.ts";
import { LIMITS } from "../limits.ts";
import { costProblems } from "./cost.ts";

export const optimizer = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("adam"),
    learningRate: bounded("Learning rate", LIMITS.learningRate),
    beta1: bounded("Beta 1", LIMITS.beta),
    beta2: bounded("Beta 2", LIMITS.beta),
    epsilon: bounded("Epsilon", LIMITS.epsilon),
  }),
  z.strictObject({
    kind: z.literal("sgd"),
    learningRate: bounded("Learning rate", LIMITS.learningRate),
    momentum: bounded("Momentum", LIMITS.momentum),
    nesterov: z.boolean(),
  }),
]);
export type OptimizerSpec = z.infer<typeof optimizer>;

/** `standardise`: divide by 255, then the notebook's two scalars. `scale`: divide by 255 only. */
export const PREPROCESSINGS = ["standardise", "scale"] as const;
/** Which epoch's weights become the model. */
export const SELECTIONS = ["last", "best-validation"] as const;

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
  architecture,
  optimizer,
  epochs: boundedInteger("Epochs", LIMITS.epochs),
  batchSize: boundedInteger("Batch size", LIMITS.batchSize),
  seed: boundedInteger("Seed", LIMITS.seed),
  select: z.enum(SELECTIONS),
});

/** The spec with its computed cost within the limits. Used by the form, the API, and again by the trainer. */
export const experimentSpec = experimentSpecFields.superRefine((spec, context) => {
  for (const { path, message } of costProblems(spec)) context.addIssue({ code: "custom", path, message });
});
export type ExperimentSpec = z.infer<typeof experimentSpecFields>;

export const experimentName = z
  .string()
  .trim()
  .min(LIMITS.experimentName.min, "Give the experiment a name.")
  .max(LIMITS.experimentName.max, `A name has at most ${LIMITS.experimentName.max} characters.`)
  // Invisible and direction-turning characters would let a name pass for another on public pages.
  .regex(/^\P{C}*$/u, "A name has no invisible characters.");

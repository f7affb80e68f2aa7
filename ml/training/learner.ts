/**
 * What trains a network: eagerly on any TensorFlow.js backend (`eager-learner.ts`), or by an engine's own means. The
 * training loop tells it which images to learn from and knows nothing of how.
 */
import type { ImageShape } from "#domain/architectures/layers";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { Network } from "../architectures/network.ts";
import type { LabelledImages } from "../data/batches.ts";
import type { FeatureRows } from "../data/examples.ts";
import type { Standardisation } from "../data/standardise.ts";

export type LearnerState = {
  /** All weights of the network, in the order of its weights. */
  parameters: Float32Array<ArrayBuffer>;
  /** The optimiser's state vectors, each as long as the trainable weights. */
  slots: Float32Array<ArrayBuffer>[];
};

export type StepResult = {
  /** Mean over the batch, in nats, before the update and with dropout on. */
  loss: number;
  /** Images of the batch whose most probable class was the true one. */
  correct: number;
};

export type Learner = {
  /** Batches to give to the next `train`: as many as take a fraction of a second, so that its caller stays responsive. */
  readonly stepsPerCall: number;
  /**
   * One update from each batch of indices into the task's images, in order.
   *
   * @param iteration number of the first update, counted from 1 over the whole training
   */
  train(batches: readonly Int32Array[], iteration: number): Promise<StepResult[]>;
  /** Logits, [indices.length, classes], of the task's images at `indices` by the weights as they are. */
  logits(indices: Int32Array): Promise<Float32Array>;
  state(): Promise<LearnerState>;
  dispose(): void;
};

export type LearnerTask = {
  network: Network;
  spec: ExperimentSpec;
  /** Images to learn from and to validate on. */
  data: LabelledImages;
  /** Seen instead of the pictures, as they are; of augmentation there is mirroring only. */
  features?: FeatureRows | undefined;
  /** Shape of an image, or of its features. */
  image: ImageShape;
  classes: number;
  standardisation: Standardisation;
  /** Layers of a backbone that are trained as well, at a share of the learning rate. */
  thawed: ReadonlySet<string>;
  /** Images in the last batch of an epoch. */
  lastBatch: number;
  /** Updates in the whole training, which a schedule of the learning rate counts by. */
  iterations: number;
  /** Weights to begin with; without slots the optimiser begins anew. */
  state: { parameters: Float32Array<ArrayBuffer>; slots?: Float32Array<ArrayBuffer>[] };
};

/**
 * Makes a learner.
 *
 * @throws RangeError when a vector's length is not the network's, or the optimiser needs another number of them
 */
export type CreateLearner = (task: LearnerTask) => Learner;

/** What an update takes besides the images, the same for every learner. */

import { learningRateAt } from "#domain/experiments/learning-rate";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { AUGMENTATION_SIZE, drawAugmentations, isAugmenting } from "../data/augmentation.ts";
import type { LearnerTask } from "./learner.ts";
import { type UpdateScalars, updateScalars } from "./optimizers.ts";

/** `thawedFactor`: share of both for the weights of a backbone that is trained as well. */
export type TaskScalars = UpdateScalars & { thawedFactor: number };

/** @param iteration number of the update, from 1 over the whole training */
export function scalarsOf({ spec, iterations }: LearnerTask, iteration: number): TaskScalars {
  const stepsPerEpoch = iterations / spec.epochs;
  const rate = learningRateAt(spec, iteration, { iterations, stepsPerEpoch });
  return {
    ...updateScalars(spec.optimizer, rate, iteration),
    thawedFactor: thawedFactor(spec, Math.floor((iteration - 1) / stepsPerEpoch)),
  };
}

/** @param epoch from 0 */
function thawedFactor({ architecture }: ExperimentSpec, epoch: number): number {
  const fineTuning = architecture.backbone?.fineTuning;
  return fineTuning && epoch >= fineTuning.afterEpochs ? fineTuning.rateFactor : 0;
}

/** Whether a weight belongs to a layer of the backbone that is trained as well. */
export const isThawed = ({ thawed }: Pick<LearnerTask, "thawed">, weight: string): boolean =>
  thawed.has(weight.split("/")[0] ?? "");

/** Rows of what is seen of the images of an update: mirrored ones where their augmentation says so. */
export function rowsOf(task: LearnerTask, images: Int32Array, iteration: number): Int32Array {
  const { features } = task;
  const draws = augmentationsOf(task, images.length, iteration);
  const mirrored = features?.mirrored;
  if (!draws || typeof mirrored !== "number") return images;
  return images.map((image, i) => (draws[i * AUGMENTATION_SIZE] === 1 ? mirrored + image : image));
}

/** How the `count` images of an update are changed, int32 [count, 5]; nothing where the spec changes none. */
export function augmentationsOf(
  { spec: { augmentation, seed }, image: [height, width] }: LearnerTask,
  count: number,
  iteration: number,
): Int32Array<ArrayBuffer> | undefined {
  if (!isAugmenting(augmentation)) return undefined;
  return drawAugmentations(augmentation, seed, iteration, count, [height, width]);
}

/**
 * The optimiser's state to begin with: the task's, or zeros.
 *
 * @param slotCount vectors that the optimiser needs
 * @throws RangeError when a vector's length is not the network's, or there are not as many as the optimiser needs
 */
export function initialSlots({ network, state }: LearnerTask, slotCount: number): Float32Array<ArrayBuffer>[] {
  const { parameters, trainableParameters: length } = network;
  const slots = state.slots ?? Array.from({ length: slotCount }, () => new Float32Array(length));
  const fits = state.parameters.length === parameters && slots.every((slot) => slot.length === length);
  if (!fits || slots.length !== slotCount) {
    throw new RangeError("The state to go on from is of another network or optimiser than the spec's.");
  }
  return slots;
}

/** What an update takes besides the images, the same for every learner. */

import { learningRateAt } from "#domain/experiments/learning-rate";
import { drawAugmentations, isAugmenting } from "../data/augmentation.ts";
import type { LearnerTask } from "./learner.ts";
import { type UpdateScalars, updateScalars } from "./optimizers.ts";

/** @param iteration number of the update, from 1 over the whole training */
export function scalarsOf({ spec, iterations }: LearnerTask, iteration: number): UpdateScalars {
  const length = { iterations, stepsPerEpoch: iterations / spec.epochs };
  return updateScalars(spec.optimizer, learningRateAt(spec, iteration, length), iteration);
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

/**
 * Early stopping of losers: asynchronous successive halving (Li et al., A System for Massively Parallel Hyperparameter
 * Tuning, MLSys 2020), in the form that stops runs instead of pausing them. At each rung, after r·η^k epochs, a run goes on
 * only if it is among the best 1/η of all that have reached the rung so far.
 */
import { z } from "zod";
import { boundedInteger } from "../architectures/blocks.ts";
import { SWEEP_LIMITS } from "../limits.ts";

export const successiveHalving = z.strictObject({
  metric: z.literal("validationAccuracy"),
  /** r: epochs before the first rung. */
  minEpochs: boundedInteger("Epochs before the first rung", SWEEP_LIMITS.minEpochs),
  /** η: one of so many goes on. */
  reduction: boundedInteger("Reduction", SWEEP_LIMITS.reduction),
});
export type SuccessiveHalving = z.infer<typeof successiveHalving>;

/** The epochs after which a run of so many epochs is judged; its last epoch is no rung, since it ends there anyway. */
export function rungsOf({ minEpochs, reduction }: SuccessiveHalving, epochs: number): number[] {
  const rungs: number[] = [];
  for (let rung = minEpochs; rung < epochs; rung *= reduction) rungs.push(rung);
  return rungs;
}

export type RungVerdict = {
  goesOn: boolean;
  /** Place among those that reached the rung so far, from 1; equals share the better one. */
  place: number;
  /** How many reached it so far, this run included. */
  reached: number;
  /** How many of them go on: at least the best one. */
  kept: number;
};

/**
 * @param own metric of the run at the rung, the higher the better
 * @param others those of the other runs that reached it so far
 */
export function judgeAtRung(own: number, others: readonly number[], { reduction }: SuccessiveHalving): RungVerdict {
  const reached = others.length + 1;
  const kept = Math.max(1, Math.floor(reached / reduction));
  const place = 1 + others.filter((other) => other > own).length;
  return { goesOn: place <= kept, place, reached, kept };
}

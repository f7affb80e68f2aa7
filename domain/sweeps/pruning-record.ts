/** What the audit trail keeps of a run that was stopped as a loser, and how it is told. */
import { z } from "zod";
import { ordinal } from "../text/ordinal.ts";

const count = z.number().int().min(1);

export const pruningRecord = z.object({
  /** The rung. */
  epoch: count,
  /** Validation accuracy there, 0..1. */
  accuracy: z.number(),
  place: count,
  reached: count,
  kept: count,
});
export type PruningRecord = z.infer<typeof pruningRecord>;

/** "Stopped at epoch 4, 7th of 9." */
export const pruningInShort = ({ epoch, place, reached }: PruningRecord): string =>
  `Stopped at epoch ${epoch}, ${ordinal(place)} of ${reached}.`;

/** "Stopped at epoch 4: 61.2 % was 7th of 9 at this rung, the best 3 go on." */
export function pruningSentence({ epoch, accuracy, place, reached, kept }: PruningRecord): string {
  const best = kept === 1 ? "only the best goes on" : `the best ${kept} go on`;
  return `Stopped at epoch ${epoch}: ${(accuracy * 100).toFixed(1)}\u00a0% was ${ordinal(place)} of ${reached} at this rung, ${best}.`;
}

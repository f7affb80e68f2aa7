/** The queue between web and trainer: its name and the only thing that travels through it. */
import { z } from "zod";

export const TRAIN_QUEUE = "train";

export const trainJob = z.strictObject({
  v: z.literal(1),
  runId: z.uuid(),
  /** Where traces are kept: the launch, as W3C Trace Context writes it. What trains the run goes on from there. */
  traceparent: z.string().max(55).optional(),
});
export type TrainJob = z.infer<typeof trainJob>;

/**
 * Queue settings. A trainer touches its job every few seconds; one that stays silent for `heartbeatSeconds` has lost it
 * and the job is tried again. Attempts end well after any honest run of bad luck.
 */
export const TRAIN_QUEUE_OPTIONS = {
  policy: "exclusive",
  retryLimit: 20,
  retryDelay: 1,
  heartbeatSeconds: 10,
  expireInSeconds: 23 * 3600,
} as const;

/**
 * Who goes first among the runs of one person, and where two people are at the same turn (`domain/queue/turns.ts`), the
 * higher number: runs that had begun, then those that were launched one by one, then those of sweeps by their number within
 * the sweep, so that sweeps take turns.
 */
export const jobPriority = ({ begun, trial }: { begun: boolean; trial: number | null }): number =>
  begun ? 1 : trial === null ? 0 : -1 - trial;

/**
 * The life of a sweep as its owner steers it. Whether it is over follows from its runs: none is queued or running any more.
 */

export const SWEEP_STATES = ["running", "paused", "stopped", "cancelled"] as const;
export type SweepState = (typeof SWEEP_STATES)[number];

export const SWEEP_VERBS = ["pause", "resume", "stop", "cancel"] as const;
export type SweepVerb = (typeof SWEEP_VERBS)[number];

/**
 * `pause` starts no further runs, `resume` takes that back; `stop` starts none either and lets running ones end after their
 * epoch with a result; `cancel` ends them all at once.
 */
const VERBS: Record<SweepVerb, { from: readonly SweepState[]; to: SweepState }> = {
  pause: { from: ["running"], to: "paused" },
  resume: { from: ["paused"], to: "running" },
  stop: { from: ["running", "paused"], to: "stopped" },
  cancel: { from: ["running", "paused", "stopped"], to: "cancelled" },
};

/** The compare and the set of a verb's compare-and-set. */
export const sweepChange = (verb: SweepVerb): { from: SweepState[]; to: SweepState } => ({
  from: [...VERBS[verb].from],
  to: VERBS[verb].to,
});

/** What can be asked of a sweep that is not over. */
export const allowedVerbs = (state: SweepState): SweepVerb[] =>
  SWEEP_VERBS.filter((verb) => VERBS[verb].from.includes(state));

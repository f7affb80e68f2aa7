/**
 * The life of a run. Every change is a compare-and-set in SQL. What people ask for takes the states that it may start from
 * from this table; a trainer's writes name the state under which they hold the lease, and change along the same lines.
 */

export const RUN_STATES = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
export type RunState = (typeof RUN_STATES)[number];

const TRANSITIONS: Record<RunState, readonly RunState[]> = {
  queued: ["running", "failed", "cancelled"],
  running: ["queued", "succeeded", "failed", "cancelled"],
  succeeded: [],
  failed: [],
  cancelled: [],
};

/** States from which `to` may be reached: what a compare-and-set puts into its WHERE. */
export const statesBefore = (to: RunState): RunState[] => RUN_STATES.filter((from) => TRANSITIONS[from].includes(to));

export const isTerminal = (state: RunState): boolean => TRANSITIONS[state].length === 0;

/** What an owner asked of a running run: `stop` lets the epoch end and evaluates, `cancel` ends it within a batch. */
export const RUN_COMMANDS = ["none", "stop", "cancel"] as const;
export type RunCommand = (typeof RUN_COMMANDS)[number];

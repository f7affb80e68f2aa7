/** The life of a run. Applied in SQL with compare-and-set, so that this table is the only place that allows a change. */

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

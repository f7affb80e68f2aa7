import { paceOf, runSecondsLeft } from "../../runs/_view/run-pace.ts";
import { epochsDone } from "../../runs/_view/time-left.ts";
import type { LabRun } from "./lab-types.ts";

/** How far a run is: its epoch, the share that is done, and the seconds that are left if anything is known of them. */
export function runPace({ run, epochs }: LabRun): { epoch: number; share: number; left: number | null } {
  const pace = paceOf(run, { epochs, now: null });
  return { epoch: pace.epoch, share: epochsDone(pace) / run.epochs, left: runSecondsLeft(run, pace) };
}

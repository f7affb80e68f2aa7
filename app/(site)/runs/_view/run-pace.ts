import { specCost } from "#domain/experiments/cost";
import type { RunFeed } from "./run-feed.ts";
import type { RunDetail } from "./run-types.ts";
import { type Pace, secondsLeft } from "./time-left.ts";

type PacedRun = Pick<RunDetail, "spec" | "state" | "epochs" | "epoch" | "step" | "stepsPerEpoch" | "imagesPerSecond">;

/** Position and speed of a run: by its latest progress event, before the first of them by what the run's row says. */
export function paceOf(run: PacedRun, { epochs, now }: Pick<RunFeed, "epochs" | "now">): Pace {
  const { trainingImages, validationImages } = specCost(run.spec);
  const finished = epochs.at(-1);
  const ended = { epoch: finished?.epoch ?? 0, step: finished ? run.stepsPerEpoch : 0 };
  const place = now ?? (run.state === "running" && run.epoch > ended.epoch ? run : ended);
  return {
    epochs: run.epochs,
    epoch: place.epoch,
    step: place.step,
    stepsPerEpoch: run.stepsPerEpoch,
    imagesPerSecond: now?.imagesPerSecond ?? run.imagesPerSecond,
    epochSeconds: epochs.map(({ seconds }) => seconds),
    trainingImages,
    validationImages,
  };
}

/** Seconds until the run's training ends, or null while nothing is known. Asked to stop, it ends with the epoch that it is in. */
export const runSecondsLeft = ({ command }: Pick<RunDetail, "command">, pace: Pace): number | null =>
  secondsLeft(command === "stop" ? { ...pace, epochs: Math.max(1, pace.epoch) } : pace);

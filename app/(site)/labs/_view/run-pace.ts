import { specCost } from "#domain/experiments/cost";
import { epochsDone, secondsLeft } from "../../runs/_view/time-left.ts";
import type { LabRun } from "./lab-types.ts";

/** How far a run is: its epoch, the share that is done, and the seconds that are left if anything is known of them. */
export function runPace({ run, epochs }: LabRun): { epoch: number; share: number; left: number | null } {
  const { trainingImages, validationImages } = specCost(run.spec);
  const finished = epochs.at(-1)?.epoch ?? 0;
  const place = run.epoch > finished ? run : { epoch: finished, step: finished > 0 ? run.stepsPerEpoch : 0 };
  const pace = {
    epochs: run.epochs,
    epoch: place.epoch,
    step: place.step,
    stepsPerEpoch: run.stepsPerEpoch,
    imagesPerSecond: run.imagesPerSecond,
    epochSeconds: epochs.map(({ seconds }) => seconds),
    trainingImages,
    validationImages,
  };
  return { epoch: place.epoch, share: epochsDone(pace) / run.epochs, left: secondsLeft(pace) };
}

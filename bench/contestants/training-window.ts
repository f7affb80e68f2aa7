import type { Training } from "#ml/training/training";
import type { WindowTask } from "./serve-windows.ts";

/** Epochs that no bench comes to the end of. */
export const ENDLESS = 1_000_000_000;
const MS = 1000;

/** Goes on with a training for at least so many seconds, to the end of a batch. */
export function trainingWindow(training: Training, batchSize: number): WindowTask {
  const events = training.run();
  /** Images trained on since the start. */
  let position = 0;
  return async (seconds) => {
    const until = performance.now() + seconds * MS;
    const before = position;
    while (position === before || performance.now() < until) {
      const { value: event } = await events.next();
      if (!event) throw new Error("The training ended.");
      if (event.type !== "batch") continue;
      const ofEpoch = Math.min(event.step * batchSize, training.trainingImages);
      position = (event.epoch - 1) * training.trainingImages + ofEpoch;
    }
    return position - before;
  };
}

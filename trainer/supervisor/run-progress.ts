import type { EngineRecord } from "#domain/runs/engine-record";
import type { RunEvent, RunEventData } from "#domain/runs/events";

/** What a batch of events changes on the run's row; null is no change. */
export type RunProgress = {
  epoch: number | null;
  step: number | null;
  stepsPerEpoch: number | null;
  imagesPerSecond: number | null;
  engine: EngineRecord | null;
  best: { epoch: number; validationAccuracy: number } | null;
  test: Extract<RunEventData, { type: "evaluated" }> | null;
  /** Something was reached that a later attempt need not do again. */
  checkpointed: boolean;
};

export function progressOf(events: readonly RunEvent[]): RunProgress {
  const progress: RunProgress = {
    epoch: null,
    step: null,
    stepsPerEpoch: null,
    imagesPerSecond: null,
    engine: null,
    best: null,
    test: null,
    checkpointed: false,
  };
  for (const { data } of events) {
    switch (data.type) {
      case "started":
        progress.engine = data.engine;
        progress.stepsPerEpoch = data.stepsPerEpoch;
        break;
      case "resumed":
        progress.engine = data.engine;
        break;
      case "progress":
        progress.epoch = data.epoch;
        progress.step = data.step;
        progress.stepsPerEpoch = data.stepsPerEpoch;
        progress.imagesPerSecond = data.imagesPerSecond;
        break;
      case "epoch":
        progress.epoch = data.epoch;
        progress.imagesPerSecond = data.imagesPerSecond;
        // The earlier of equals stays the best; weights that answer with no number are none.
        if (!Number.isFinite(data.validationLoss ?? 0)) break;
        if (data.validationAccuracy > (progress.best?.validationAccuracy ?? -1)) {
          progress.best = { epoch: data.epoch, validationAccuracy: data.validationAccuracy };
        }
        break;
      case "evaluated":
        progress.test = data;
        break;
      case "features-kept":
      case "checkpoint":
        progress.checkpointed = true;
        break;
      case "layers":
      case "stopping":
      case "published":
      case "ended":
      case "log":
        break;
    }
  }
  return progress;
}

import { learningRateAt, type TrainingLength } from "#domain/experiments/learning-rate";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { PointMeasures } from "#domain/runs/events";
import type { BatchSums } from "#ml/training/training-events";
import type { SystemMeter } from "./system-meter.ts";

/** Gathers what batches tell until a point is due; each point is over what was done since the one before. */
export class PointMeter {
  readonly #spec: ExperimentSpec;
  readonly #length: TrainingLength;
  readonly #system: Pick<SystemMeter, "read">;
  #sums: BatchSums = { loss: 0, correct: 0, images: 0 };

  constructor(spec: ExperimentSpec, stepsPerEpoch: number, system: Pick<SystemMeter, "read">) {
    this.#spec = spec;
    this.#length = { stepsPerEpoch, iterations: spec.epochs * stepsPerEpoch };
    this.#system = system;
  }

  add({ loss, correct, images }: BatchSums): void {
    const sums = this.#sums;
    this.#sums = { loss: sums.loss + loss, correct: sums.correct + correct, images: sums.images + images };
  }

  /** @param iteration number of the latest update, from 1 over the whole training */
  take(iteration: number): PointMeasures {
    const { loss, correct, images } = this.#sums;
    this.#sums = { loss: 0, correct: 0, images: 0 };
    return {
      loss: images > 0 ? loss / images : null,
      accuracy: images > 0 ? correct / images : null,
      learningRate: learningRateAt(this.#spec, iteration, this.#length),
      ...this.#system.read(),
    };
  }
}

import { learningRateAt } from "#domain/experiments/learning-rate";
import type { ExperimentSpec } from "#domain/experiments/spec";

/** Points of the picture: enough for a curve of its width, and for each step of a staircase. */
const POINTS = 97;

type Scheduled = Pick<ExperimentSpec, "optimizer" | "schedule" | "epochs">;

/**
 * The learning rate from the first update to the last, at equal distances; nothing while a number is missing or out of
 * reach.
 */
export function rateOverTraining(spec: Scheduled, stepsPerEpoch: number): number[] {
  const iterations = spec.epochs * stepsPerEpoch;
  if (!(iterations >= 1)) return [];
  const at = (point: number) => 1 + Math.round((point / (POINTS - 1)) * (iterations - 1));
  const rates = Array.from({ length: POINTS }, (_, point) =>
    learningRateAt(spec, at(point), { stepsPerEpoch, iterations }),
  );
  return rates.every((rate) => Number.isFinite(rate) && rate >= 0) ? rates : [];
}

import { NO_CLASS, type TestPredictions } from "../../runs/test-predictions.ts";

/** Predictions from rows of true class, then pairs of class and probability, best first. */
export function samplePredictions(
  classes: number,
  rows: readonly (readonly [truth: number, ...top: [label: number, probability: number][]])[],
): TestPredictions {
  const top = rows.flatMap(([, ...pairs]) => [0, 1, 2].map((place) => pairs[place] ?? ([NO_CLASS, 0] as const)));
  return {
    classes,
    labels: Uint8Array.from(rows, ([truth]) => truth),
    top: Uint8Array.from(top, ([label]) => label),
    probabilities: Float32Array.from(top, ([, probability]) => probability),
  };
}

import { expect, test } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { rateOverTraining } from "./rate-over-training.ts";

const spec = presetSpec("scratch");
const cosine = { kind: "cosine", warmupEpochs: 1, finalFraction: 0.1 } as const;

test("the rate goes from the first update to the last", () => {
  const rates = rateOverTraining({ ...spec, schedule: cosine }, 100);
  expect(rates[0]).toBe(0);
  expect(Math.max(...rates)).toBeCloseTo(0.001, 5);
  expect(rates.at(-1)).toBeCloseTo(0.0001, 6);
  expect(new Set(rateOverTraining(spec, 100))).toEqual(new Set([0.001]));
});

test("one update has one rate", () => {
  expect(new Set(rateOverTraining({ ...spec, epochs: 1 }, 1))).toEqual(new Set([0.001]));
});

test("nothing is drawn while a number is missing", () => {
  expect(rateOverTraining({ ...spec, epochs: Number.NaN }, 100)).toEqual([]);
  expect(rateOverTraining({ ...spec, schedule: { ...cosine, finalFraction: Number.NaN } }, 100)).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { cosineDecay, exponentialDecay, learningRateAt } from "../learning-rate.ts";
import { KERAS_ADAM } from "../presets.ts";
import type { Schedule } from "../spec.ts";
import fixture from "./fixtures/schedules.json" with { type: "json" };

type Case = { kind: string; learningRate: number; decaySteps: number } & Partial<{
  warmupSteps: number;
  alpha: number;
  decayRate: number;
  staircase: boolean;
}>;

function rateOf(spec: Case, step: number): number {
  const { kind, warmupSteps = 0, alpha = 0, decayRate = 1, staircase = false, ...rest } = spec;
  return kind === "cosine"
    ? cosineDecay(step, { ...rest, warmupSteps, alpha })
    : exponentialDecay(step, { ...rest, decayRate, staircase });
}

test.each(fixture.cases)("$name falls as Keras' schedule does", ({ spec, learningRates }) => {
  learningRates.forEach((rate, step) => {
    // Keras computes in float32, where the end of a cosine is rounding.
    expect(Math.abs(rateOf(spec, step) - rate)).toBeLessThan(1e-6 * spec.learningRate);
  });
});

describe("a training's schedule, of 5 epochs of 10 steps", () => {
  const rates = (schedule: Schedule) => {
    const spec = { optimizer: { ...KERAS_ADAM, learningRate: 0.1 }, schedule };
    return Array.from({ length: 50 }, (_, i) => learningRateAt(spec, i + 1, { stepsPerEpoch: 10, iterations: 50 }));
  };

  test("constant never changes", () => {
    expect(new Set(rates({ kind: "constant" }))).toEqual(new Set([0.1]));
  });

  test("cosine begins with the whole rate, is half-way after half of it, and ends close to its last share", () => {
    const all = rates({ kind: "cosine", warmupEpochs: 0, finalFraction: 0.2 });
    expect(all[0]).toBe(0.1);
    expect(all[25]).toBeCloseTo(0.06, 12);
    expect(all[49]).toBeCloseTo(0.02, 3);
    expect(all).toEqual([...all].sort((a, b) => b - a));
  });

  test("cosine rises from 0 over its warm-up, of a part of an epoch too", () => {
    const all = rates({ kind: "cosine", warmupEpochs: 0.5, finalFraction: 0 });
    expect(all.slice(0, 6)).toEqual([0, 0.02, 0.04, 0.06, 0.08, 0.1].map((rate) => expect.closeTo(rate, 12)));
    expect(all.indexOf(Math.max(...all))).toBe(5);
  });

  test("exponential keeps its share every so many epochs, all at once in a staircase", () => {
    const decay = { kind: "exponential", decayRate: 0.5, decayEpochs: 2 } as const;
    const smooth = rates({ ...decay, staircase: false });
    expect([smooth[0], smooth[10], smooth[20], smooth[40]]).toEqual(
      [0.1, 0.1 * Math.SQRT1_2, 0.05, 0.025].map((rate) => expect.closeTo(rate, 12)),
    );
    const steps = rates({ ...decay, staircase: true });
    expect([steps[0], steps[19], steps[20], steps[49]]).toEqual([0.1, 0.1, 0.05, 0.025]);
  });
});

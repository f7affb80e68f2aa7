import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { KERAS_ADAM, KERAS_ADAMW, KERAS_SGD } from "#domain/experiments/presets";
import { optimizer } from "#domain/experiments/spec";
import { createOptimizer, updateScalars } from "../optimizers.ts";
import fixture from "./fixtures/optimizers.json" with { type: "json" };

test.each(fixture.cases)("$name updates as Keras does", async ({ spec, parameters: expected }) => {
  const parsed = optimizer.parse(spec);
  const { slotCount, update } = createOptimizer(parsed);
  let parameters = tf.tensor1d(fixture.initial);
  let slots = Array.from({ length: slotCount }, () => tf.zeros<tf.Rank.R1>([fixture.initial.length]));
  for (const [i, values] of fixture.gradients.entries()) {
    const gradient = tf.tensor1d(values);
    const before = tf.memory().numTensors;
    const next = update(parameters, gradient, slots, updateScalars(parsed, parsed.learningRate, i + 1));
    expect(tf.memory().numTensors).toBe(before + 1 + slotCount);
    tf.dispose([parameters, gradient, ...slots]);
    ({ parameters, slots } = next);
    const actual = await parameters.data();
    expected[i]?.forEach((value, j) => {
      expect(actual[j]).toBeCloseTo(value, 6);
    });
  }
  tf.dispose([parameters, ...slots]);
});

describe("what changes from update to update", () => {
  test("is Adam's rate with the corrections of its averages' bias", () => {
    const { rate, decay } = updateScalars(KERAS_ADAM, 0.001, 1);
    // By the betas in float32, as kernels see them.
    expect(rate).toBeCloseTo((0.001 * Math.sqrt(1 - Math.fround(0.999))) / (1 - Math.fround(0.9)), 15);
    expect(updateScalars(KERAS_ADAM, 0.001, 100_000).rate).toBeCloseTo(0.001, 15);
    expect(decay).toBe(0);
  });

  test("is decay by the scheduled rate", () => {
    expect(updateScalars(KERAS_ADAMW, 0.5, 3).decay).toBe(0.002);
    expect(updateScalars({ ...KERAS_SGD, weightDecay: 0.1 }, 0.5, 3)).toEqual({ rate: 0.5, decay: 0.05 });
  });
});

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { optimizer } from "#domain/experiments/spec";
import { createOptimizer } from "../optimizers.ts";
import fixture from "./fixtures/optimizers.json" with { type: "json" };

test.each(fixture.cases)("$name updates as Keras does", async ({ spec, parameters: expected }) => {
  const { slotCount, update } = createOptimizer(optimizer.parse(spec));
  let parameters = tf.tensor1d(fixture.initial);
  let slots = Array.from({ length: slotCount }, () => tf.zeros<tf.Rank.R1>([fixture.initial.length]));
  for (const [i, values] of fixture.gradients.entries()) {
    const gradient = tf.tensor1d(values);
    const before = tf.memory().numTensors;
    const next = update(parameters, gradient, slots, i + 1);
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

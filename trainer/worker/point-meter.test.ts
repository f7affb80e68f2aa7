import { expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { PointMeter } from "./point-meter.ts";

const SYSTEM = { processors: 1.5, memoryBytes: 3, gpu: null, gpuMemoryBytes: null };
const spec = {
  ...presetSpec("scratch"),
  epochs: 2,
  schedule: { kind: "exponential", decayRate: 0.5, decayEpochs: 1, staircase: true } as const,
};

it("averages over the images since the point before, and knows the latest learning rate", () => {
  const { learningRate } = spec.optimizer;
  const points = new PointMeter(spec, 10, { read: () => SYSTEM });
  points.add({ loss: 30, correct: 1, images: 10 });
  points.add({ loss: 10, correct: 4, images: 10 });
  expect(points.take(10)).toEqual({ loss: 2, accuracy: 0.25, learningRate, ...SYSTEM });
  points.add({ loss: Number.NaN, correct: 3, images: 3 });
  expect(points.take(11)).toEqual({ loss: Number.NaN, accuracy: 1, learningRate: learningRate / 2, ...SYSTEM });
  expect(points.take(12)).toMatchObject({ loss: null, accuracy: null });
});

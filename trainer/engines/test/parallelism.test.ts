import { expect, test } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { planParallelism } from "../parallelism.ts";

const spec = presetSpec("deeper");
const [first, ...rest] = spec.architecture.blocks;
const normalising: ExperimentSpec = {
  ...spec,
  architecture: {
    ...spec.architecture,
    blocks: [{ ...(first as NonNullable<typeof first>), batchNorm: true }, ...rest],
  },
};

test.each([
  ["each processor computes a part of the batch", { batchSize: 32 }, 2, { parts: 2, threadsPerOperation: 1 }],
  [
    "parts keep eight pictures; more processors share operations",
    { batchSize: 32 },
    16,
    { parts: 4, threadsPerOperation: 4 },
  ],
  ["parts are of one size", { batchSize: 33 }, 2, { parts: 1, threadsPerOperation: 2 }],
  ["a small batch stays whole", { batchSize: 12 }, 4, { parts: 1, threadsPerOperation: 4 }],
  ["one processor has one part", { batchSize: 64 }, 1, { parts: 1, threadsPerOperation: 1 }],
])("%s", (_, changes, threads, expected) => {
  expect(planParallelism({ ...spec, ...changes }, threads, false)).toEqual(expected);
});

test("a batch that is normalised as a whole stays whole, and so does one on a GPU or of no known training", () => {
  const whole = { parts: 1, threadsPerOperation: 4 };
  expect(planParallelism(normalising, 4, false)).toEqual(whole);
  expect(planParallelism(spec, 4, true)).toEqual(whole);
  expect(planParallelism(undefined, 4, false)).toEqual(whole);
});

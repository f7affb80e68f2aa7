import { expect, test } from "vitest";
import { tensorflowEnvironment, threadsOf } from "../tensorflow-environment.ts";

test("TensorFlow uses all processors, takes memory as it needs it, and sees one device", () => {
  expect(tensorflowEnvironment({}, { parts: 1, threadsPerOperation: 6 })).toEqual({
    TF_NUM_INTRAOP_THREADS: "6",
    TF_NUM_INTEROP_THREADS: "6",
    TF_CPP_MIN_LOG_LEVEL: "2",
    TF_FORCE_GPU_ALLOW_GROWTH: "true",
    CUDA_VISIBLE_DEVICES: "0",
  });
});

test("parts of a batch are computed side by side, each operation by one thread", () => {
  expect(tensorflowEnvironment({}, { parts: 4, threadsPerOperation: 1 })).toMatchObject({
    TF_NUM_INTRAOP_THREADS: "1",
    TF_NUM_INTEROP_THREADS: "4",
  });
});

test("what the operator says wins: threads, the device among several, or none", () => {
  expect([
    threadsOf({}, 6),
    threadsOf({ CULTIVAR_THREADS: "3" }, 6),
    threadsOf({ CULTIVAR_THREADS: "many" }, 6),
  ]).toEqual([6, 3, 6]);
  const device = (env: Record<string, string>) =>
    tensorflowEnvironment(env, { parts: 1, threadsPerOperation: 1 }).CUDA_VISIBLE_DEVICES;
  expect(device({ CUDA_VISIBLE_DEVICES: "2,3" })).toBe("2");
  expect(device({ CUDA_VISIBLE_DEVICES: "2", CULTIVAR_DEVICE: "cpu" })).toBe("-1");
});

import { expect, test } from "vitest";
import { tensorflowEnvironment } from "../tensorflow-environment.ts";

test("TensorFlow uses all processors, takes memory as it needs it, and sees one device", () => {
  expect(tensorflowEnvironment({}, 6)).toEqual({
    TF_NUM_INTRAOP_THREADS: "6",
    TF_CPP_MIN_LOG_LEVEL: "2",
    TF_FORCE_GPU_ALLOW_GROWTH: "true",
    CUDA_VISIBLE_DEVICES: "0",
  });
});

test("what the operator says wins: threads, the device among several, or none", () => {
  expect(tensorflowEnvironment({ TF_NUM_INTRAOP_THREADS: "3" }, 6).TF_NUM_INTRAOP_THREADS).toBe("3");
  expect(tensorflowEnvironment({ CUDA_VISIBLE_DEVICES: "2,3" }, 6).CUDA_VISIBLE_DEVICES).toBe("2");
  expect(tensorflowEnvironment({ CUDA_VISIBLE_DEVICES: "2", CULTIVAR_DEVICE: "cpu" }, 6).CUDA_VISIBLE_DEVICES).toBe(
    "-1",
  );
});

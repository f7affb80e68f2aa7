/** TensorFlow's C library through tfjs-node-gpu: CUDA where there is a device, else the CPU. */
import { availableParallelism, cpus } from "node:os";
import util from "node:util";
import * as tf from "@tensorflow/tfjs-core";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { cpuGainsFromBfloat16, gpuGainsFromBfloat16, readCpuinfo } from "./bfloat16-support.ts";
import type { Engine } from "./engine.ts";
import { createGraphLearner } from "./graph-learner.ts";
import { createGraphPredictor } from "./graph-predictor.ts";
import { describeGpu, findNvidia, whyNoGpu } from "./nvidia.ts";
import { planParallelism } from "./parallelism.ts";
import { platformRecord } from "./platform-record.ts";
import { tensorflowEnvironment, threadsOf } from "./tensorflow-environment.ts";

/**
 * @param spec of the training that this process is for: it decides how TensorFlow's threads are used
 * @param onFallback told, in one or two sentences, why a device that is there is not used
 * @throws Error when the native library or the addon is missing or does not fit this machine, or CULTIVAR_DEVICE=gpu
 *   asks for a device that TensorFlow does not use
 */
export async function openTensorflow(spec?: ExperimentSpec, onFallback?: (reason: string) => void): Promise<Engine> {
  const threads = threadsOf(process.env, availableParallelism());
  const mayUseGpu = findNvidia().driver !== null && process.env.CULTIVAR_DEVICE !== "cpu";
  const parallelism = planParallelism(spec, threads, mayUseGpu);
  Object.assign(process.env, tensorflowEnvironment(process.env, parallelism));
  restoreRemovedFunctions();

  const { NodeJSKernelBackend } = await import("@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js");
  await import("@tensorflow/tfjs-node-gpu");
  await tf.setBackend("tensorflow");
  const backend = tf.backend();
  if (!(backend instanceof NodeJSKernelBackend)) {
    throw new Error("Two copies of TensorFlow.js are installed; reinstall the packages.");
  }
  const gpu = backend.isUsingGpuDevice ? describeGpu(process.env.CUDA_VISIBLE_DEVICES) : null;
  if (!backend.isUsingGpuDevice && process.env.CULTIVAR_DEVICE !== "cpu") reportNoGpu(onFallback);
  const gains = backend.isUsingGpuDevice
    ? gpuGainsFromBfloat16(gpu?.computeCapability ?? 0)
    : cpuGainsFromBfloat16(readCpuinfo());
  return {
    record: {
      kind: "tensorflow",
      version: backend.binding.TF_Version,
      device: backend.isUsingGpuDevice ? "gpu" : "cpu",
      deviceName: (backend.isUsingGpuDevice ? gpu?.name : cpus()[0]?.model.trim()) || "unknown",
      threads,
      precision: "float32",
      ...platformRecord(),
    },
    precisions: gains ? ["float32", "bfloat16"] : ["float32"],
    createLearner: createGraphLearner(backend, parallelism.parts),
    createPredictor: createGraphPredictor(backend, backend.isUsingGpuDevice ? 1 : threads),
  };
}

/** @throws Error when the device is a must */
function reportNoGpu(onFallback: ((reason: string) => void) | undefined): void {
  const reason = whyNoGpu(findNvidia());
  if (process.env.CULTIVAR_DEVICE === "gpu") {
    throw new Error(`CULTIVAR_DEVICE=gpu asks for a GPU. ${reason ?? "This machine has no NVIDIA device."}`);
  }
  if (reason) onFallback?.(`Computing on the CPU. ${reason}`);
}

/** tfjs-node 4.22 calls two functions that Node has deprecated, and removed since Node 23. */
function restoreRemovedFunctions(): void {
  const target: Record<string, unknown> = util as unknown as Record<string, unknown>;
  target.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  target.isArray = Array.isArray;
}

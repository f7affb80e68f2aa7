/** TensorFlow's C library through tfjs-node-gpu: CUDA where there is a device, else the CPU. */
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import util from "node:util";
import * as tf from "@tensorflow/tfjs-core";
import type { Engine } from "./engine.ts";
import { createGraphLearner } from "./graph-learner.ts";
import { createGraphPredictor } from "./graph-predictor.ts";
import { platformRecord } from "./platform-record.ts";

/** @throws Error when the native library or the addon is missing or does not fit this machine */
export async function openTensorflow(): Promise<Engine> {
  const threads = Number(process.env.TF_NUM_INTRAOP_THREADS) || availableParallelism();
  // TensorFlow reads these when its library is loaded. The thread count is set so that the record says what is true.
  process.env.TF_NUM_INTRAOP_THREADS = String(threads);
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= "true";
  restoreRemovedFunctions();

  const { NodeJSKernelBackend } = await import("@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js");
  await import("@tensorflow/tfjs-node-gpu");
  await tf.setBackend("tensorflow");
  const backend = tf.backend();
  if (!(backend instanceof NodeJSKernelBackend)) {
    throw new Error("Two copies of TensorFlow.js are installed; reinstall the packages.");
  }
  const onGpu = backend.isUsingGpuDevice;
  return {
    record: {
      kind: "tensorflow",
      version: backend.binding.TF_Version,
      device: onGpu ? "gpu" : "cpu",
      deviceName: (onGpu ? nvidiaName() : cpus()[0]?.model.trim()) || "unknown",
      threads,
      ...platformRecord(),
    },
    createLearner: createGraphLearner(backend),
    createPredictor: createGraphPredictor(backend),
  };
}

/** tfjs-node 4.22 calls two functions that Node has deprecated, and removed since Node 23. */
function restoreRemovedFunctions(): void {
  const target: Record<string, unknown> = util as unknown as Record<string, unknown>;
  target.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  target.isArray = Array.isArray;
}

/** The first device's name as the driver tells it, or nothing where it does not. */
function nvidiaName(): string | undefined {
  const folder = "/proc/driver/nvidia/gpus";
  try {
    const [first = ""] = readdirSync(folder).sort();
    return readFileSync(`${folder}/${first}/information`, "utf8").match(/^Model:\s*(.+)$/m)?.[1];
  } catch {
    return undefined;
  }
}

/** tfjs' WebAssembly backend: slower than TensorFlow, but it needs nothing besides its npm package. */
import { cpus } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { setWasmPaths, version_wasm } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { createEagerPredictor } from "#ml/inference/predictor";
import { createEagerLearner } from "#ml/training/eager-learner";
import type { Engine } from "./engine.ts";
import { platformRecord } from "./platform-record.ts";
import { registerConvolutionFilterGradient } from "./wasm-convolution-gradient.ts";
import { registerDepthwiseGradients } from "./wasm-depthwise-gradients.ts";
import { replacePoolingGradients } from "./wasm-pooling-gradients.ts";

export async function openWasm(): Promise<Engine> {
  setWasmPaths(`${dirname(fileURLToPath(import.meta.resolve("@tensorflow/tfjs-backend-wasm")))}/`);
  registerConvolutionFilterGradient();
  registerDepthwiseGradients();
  replacePoolingGradients();
  if (!(await tf.setBackend("wasm"))) throw new Error("tfjs' wasm backend does not start; reinstall the packages.");
  return {
    record: {
      kind: "wasm",
      version: version_wasm,
      device: "cpu",
      deviceName: cpus()[0]?.model.trim() || "unknown",
      // The backend has no threads in Node.
      threads: 1,
      precision: "float32",
      ...platformRecord(),
    },
    precisions: ["float32"],
    createLearner: createEagerLearner,
    createPredictor: createEagerPredictor,
  };
}

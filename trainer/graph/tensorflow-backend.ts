/** What this folder uses of tfjs-node's backend, a part of which its types keep private. */
import * as tf from "@tensorflow/tfjs-core";
import type { NodeJSKernelBackend } from "@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js";
import type { DataType } from "./data-types.ts";

export type TensorflowBackend = NodeJSKernelBackend;

/** A tensor's type in TensorFlow; tfjs calls a uint8 int32, having no such type itself. */
export function tensorflowType(backend: TensorflowBackend, tensor: tf.TensorInfo): DataType {
  const { tensorMap } = backend as unknown as { tensorMap: { get(id: tf.DataId): { dtype: number } } };
  return tensorMap.get(tensor.dataId).dtype as DataType;
}

/** @throws Error when the active backend is not tfjs-node's */
export function activeTensorflowBackend(): TensorflowBackend {
  const backend = tf.backend();
  if (tf.getBackend() !== "tensorflow" || !("binding" in backend)) {
    throw new Error(`The active backend is ${tf.getBackend()}; graphs are traced on tfjs-node's, named tensorflow.`);
  }
  return backend as TensorflowBackend;
}

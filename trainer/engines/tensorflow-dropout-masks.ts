/** Dropout masks by TensorFlow's own stateless generator: the bits of `ml/data/philox.ts`, drawn by a kernel. */
import * as tf from "@tensorflow/tfjs-core";
import type { NodeJSKernelBackend } from "@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js";
import type { Primitives } from "#ml/architectures/primitives";

const BYTES_PER_INT = 4;

export function createTensorflowDropoutMasks(backend: NodeJSKernelBackend): Primitives["dropoutMask"] {
  const { binding } = backend;
  const type = (name: string, value: number) => ({ name, type: binding.TF_ATTR_TYPE, value });
  const noTruncation = { name: "Truncate", type: binding.TF_ATTR_BOOL, value: false };

  return (layerKey, step, shape, threshold, scale) =>
    tf.tidy(() => {
      const size = shape.reduce((product, n) => product * n, 1);
      const ints = backend.executeSingleOutput(
        // The first version of the operation: the second takes a uint64 key, which the binding cannot pass.
        "StatelessRandomUniformFullInt",
        [type("dtype", binding.TF_INT32), type("T", binding.TF_INT32), type("Tseed", binding.TF_INT32)],
        [tf.tensor1d([Math.ceil(size / BYTES_PER_INT)], "int32"), tf.tensor1d([layerKey, step], "int32")],
      );
      const bytes = backend.executeSingleOutput(
        "Bitcast",
        [type("T", binding.TF_INT32), type("type", binding.TF_UINT8)],
        [ints],
      );
      const least = backend.executeSingleOutput(
        "Cast",
        [type("SrcT", binding.TF_INT32), type("DstT", binding.TF_UINT8), noTruncation],
        [tf.scalar(threshold, "int32")],
      );
      const kept = backend.executeSingleOutput("GreaterEqual", [type("T", binding.TF_UINT8)], [bytes, least]);
      const scaled = tf.reshape(tf.mul(tf.cast(kept, "float32"), scale), [kept.size]);
      return tf.reshape(kept.size === size ? scaled : tf.slice(scaled, 0, size), [...shape]);
    });
}

/**
 * While a function is traced, some of tfjs' kernels and gradients are replaced by TensorFlow operations that compute the
 * same in one pass where tfjs composes several: a bias is added and summed back by BiasAdd, a gradient of an activation is
 * one operation on its output, a product of matrices is a MatMul, which TensorFlow fuses with what follows. So any
 * function on tfjs, layers of its Layers API included, gets them without knowing.
 */
import * as tf from "@tensorflow/tfjs-core";
import { boolean, FLOAT32, float, string } from "./attributes.ts";
import { run } from "./operations.ts";
import type { TensorflowBackend } from "./tensorflow-backend.ts";

type Inputs = Record<"x" | "a" | "b" | "dy", tf.Tensor>;
type Kernel = (backend: TensorflowBackend, inputs: Inputs, attributes: tf.NamedAttrMap) => tf.TensorInfo | undefined;
type Gradient = { kernelName: string } & Omit<tf.GradConfig, "kernelName">;

const NHWC = { data_format: string("NHWC") };

/** Each returns nothing where its operation does not fit; the backend's own kernel runs then. */
const KERNELS: Record<string, Kernel> = {
  [tf.Add]: (backend, { a, b }) =>
    isBias(a, b) ? run(backend, "BiasAdd", { T: FLOAT32, ...NHWC }, [a, b]) : undefined,

  [tf.BatchMatMul]: (backend, { a, b }, { transposeA, transposeB }) => {
    if (a.shape.length !== 2 || b.shape.length !== 2 || a.dtype !== "float32" || b.dtype !== "float32")
      return undefined;
    const transposed = { transpose_a: boolean(Boolean(transposeA)), transpose_b: boolean(Boolean(transposeB)) };
    return run(backend, "MatMul", { T: FLOAT32, ...transposed }, [a, b]);
  },
};

/** From an activation's output: the sign of the input, or its value, can be read from it, and it is kept anyway. */
const fromOutput = (kernelName: string, gradientOp: string, outputFirst = false): Gradient => ({
  kernelName,
  outputsToSave: [true],
  gradFunc: (dy, [y]) => ({
    x: () => {
      const [gradient, output] = [dy as tf.Tensor, y as tf.Tensor];
      const inputs = outputFirst ? [output, gradient] : [gradient, output];
      return run(backendOf(), gradientOp, { T: FLOAT32 }, inputs);
    },
  }),
});

const GRADIENTS: Gradient[] = [
  fromOutput(tf.Relu, "ReluGrad"),
  fromOutput(tf.Relu6, "Relu6Grad"),
  fromOutput(tf.Elu, "EluGrad"),
  fromOutput(tf.Tanh, "TanhGrad", true),
  fromOutput(tf.Sigmoid, "SigmoidGrad", true),
  {
    kernelName: tf.LeakyRelu,
    outputsToSave: [true],
    gradFunc: (dy, [y], { alpha }: tf.NamedAttrMap) => ({
      x: () =>
        run(backendOf(), "LeakyReluGrad", { T: FLOAT32, alpha: float(alpha as number) }, [
          dy as tf.Tensor,
          y as tf.Tensor,
        ]),
    }),
  },
];

/** Runs `compute` with the replacements in place. Not to be nested. */
export function withFusedKernels<T>(backend: TensorflowBackend, compute: () => T): T {
  const undo = [...Object.entries(KERNELS).map(([name, kernel]) => replaceKernel(backend, name, kernel))];
  undo.push(...GRADIENTS.map(replaceGradient), replaceGradient(biasGradient(backend)));
  try {
    return compute();
  } finally {
    for (const restore of undo) restore();
  }
}

const backendOf = () => tf.backend() as TensorflowBackend;

function isBias(a: tf.Tensor, b: tf.Tensor): boolean {
  const floats = a.dtype === "float32" && b.dtype === "float32";
  return floats && a.shape.length >= 2 && b.shape.length === 1 && a.shape.at(-1) === b.shape[0];
}

function replaceKernel(backend: TensorflowBackend, kernelName: string, kernel: Kernel): () => void {
  const original = tf.getKernel(kernelName, "tensorflow");
  const register = (config: tf.KernelConfig) => {
    tf.unregisterKernel(kernelName, "tensorflow");
    tf.registerKernel(config);
  };
  register({
    ...original,
    kernelFunc: (call) =>
      kernel(backend, call.inputs as unknown as Inputs, call.attrs ?? {}) ?? original.kernelFunc(call),
  });
  return () => register(original);
}

function replaceGradient(gradient: Gradient): () => void {
  const original = tf.getGradient(gradient.kernelName);
  tf.registerGradient(gradient);
  return () => {
    if (original) tf.registerGradient(original);
    else tf.unregisterGradient(gradient.kernelName);
  };
}

/** That of a bias; for any other addition tfjs' own. */
function biasGradient(backend: TensorflowBackend): Gradient {
  const original = tf.getGradient(tf.Add);
  return {
    kernelName: tf.Add,
    inputsToSave: ["a", "b"],
    gradFunc: (dy, saved, attributes) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      if (!isBias(a, b)) return original.gradFunc(dy, saved, attributes);
      const bias = () => run(backend, "BiasAddGrad", { T: FLOAT32, ...NHWC }, [dy as tf.Tensor]);
      return { a: () => tf.reshape(dy as tf.Tensor, a.shape), b: bias };
    },
  };
}

/** Tensors that stand in for weights and examples while a function is traced: their shapes and types count. */
import * as tf from "@tensorflow/tfjs-core";
import { INT32, UINT8 } from "./attributes.ts";
import { cast } from "./operations.ts";
import type { Program } from "./program.ts";
import type { TensorflowBackend } from "./tensorflow-backend.ts";
import type { NamedTensors } from "./trace.ts";

/** `isThawed`: learns at a share of the rate that comes with each update. */
export type GraphWeight = { name: string; shape: readonly number[]; trainable: boolean; isThawed?: boolean };

/** `shape` is that of one example. */
export type ExampleType = { type: "uint8" | "int32" | "float32"; shape: readonly number[] };

/** Calls `use` with a tensor per weight, and a batch of `size` examples. */
export function withStandIns(
  backend: TensorflowBackend,
  { weights, examples }: { weights: readonly GraphWeight[]; examples: Readonly<Record<string, ExampleType>> },
  size: number,
  use: (weights: tf.Tensor[], batch: NamedTensors) => Program,
): Program {
  const scope = tf.engine();
  scope.startScope("stand-ins");
  try {
    const stand = weights.map(({ shape }) => tf.fill([...shape], 0.5));
    const batch = Object.entries(examples).map(([name, { type, shape }]) => {
      const zeros = tf.zeros([size, ...shape], type === "float32" ? "float32" : "int32");
      return [name, type === "uint8" ? cast(backend, zeros, INT32, UINT8) : zeros] as const;
    });
    return use(stand, Object.fromEntries(batch));
  } finally {
    scope.endScope();
  }
}

/** Names for a list: `weight0`, `weight1` and so on. */
export const named = <T>(prefix: string, values: readonly T[]): Record<string, T> =>
  Object.fromEntries(values.map((value, i) => [`${prefix}${i}`, value]));

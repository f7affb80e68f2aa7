import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DATA_TYPES } from "../data-types.ts";
import { GraphBuilder } from "../graph-builder.ts";
import { GraphSession } from "../graph-session.ts";
import type { Program } from "../program.ts";
import type { TensorflowBackend } from "../tensorflow-backend.ts";
import { trace } from "../trace.ts";
import { TraceError } from "../trace-error.ts";
import { countTensors, openBackend } from "./open-backend.ts";

const backend = (await openBackend()) as TensorflowBackend;

/** Traces `f` for one vector of floats, loads the graph and returns it as a function on arrays. */
function compile(size: number, f: (x: tf.Tensor1D) => tf.Tensor): { run: (x: number[]) => number[]; ops: object } {
  const x = tf.zeros([size]) as tf.Tensor1D;
  let program: Program;
  try {
    program = trace(backend, { x }, () => ({ y: f(x) }));
  } finally {
    x.dispose();
  }
  const graph = new GraphBuilder();
  const node = graph.placeholder(DATA_TYPES.float32, [size], "x");
  const { y = "" } = program.emit(graph, { inputs: { x: node }, scope: "" });
  const session = new GraphSession(backend, graph);
  const signature = { inputs: [{ name: "x", type: DATA_TYPES.float32, shape: [size], node }], outputs: [y] };
  const run = (values: number[]) => Array.from(session.call(signature, [Float32Array.from(values)])[0] ?? []);
  return { run, ops: program.operations };
}

describe.skipIf(!backend)("a trace", () => {
  let left = countTensors();
  beforeEach(() => {
    left = countTensors();
  });
  afterEach(() => expect(left()).toBe(0));

  test("computes what the function does, for any input", () => {
    const { run } = compile(3, (x) => tf.sum(tf.mul(tf.exp(x), tf.add(x, 2))));
    const expected = (values: number[]) => values.reduce((sum, x) => sum + Math.exp(x) * (x + 2), 0);
    for (const values of [
      [0, 0, 0],
      [1, -2, 0.5],
    ])
      expect(run(values)[0]).toBeCloseTo(expected(values), 4);
  });

  test("leaves out what no output needs", () => {
    const { run, ops } = compile(4, (x) => {
      tf.cos(x);
      return tf.matMul(tf.reshape(x, [2, 2]), tf.reshape(x, [2, 2]));
    });
    expect(run([1, 2, 3, 4])).toEqual([7, 10, 15, 22]);
    expect(ops).toEqual({ MatMul: 1, Reshape: 2 });
  });

  test("takes tensors from outside as constants", () => {
    const outside = tf.tensor1d([10, 20]);
    const { run } = compile(2, (x) => tf.add(x, outside));
    outside.dispose();
    expect(run([1, 2])).toEqual([11, 22]);
  });

  test.each<[string, (x: tf.Tensor1D) => tf.Tensor, RegExp]>([
    [
      "a value read in JavaScript",
      (x) => tf.mul(x, tf.max(tf.exp(x)).dataSync()[0] ?? 0),
      /reads a value in JavaScript: the output of Max, of shape \[\]\. .*Compute with tensor operations instead/,
    ],
    ["an input read in JavaScript", (x) => tf.mul(x, x.dataSync()[0] ?? 0), /reads a value in JavaScript: an input/],
    [
      "random numbers from JavaScript",
      (x) => tf.mul(x, tf.randomUniform([2])),
      /operation Mul reads a tensor whose values were made in JavaScript and differ/,
    ],
    [
      "a generator with a memory",
      (x) => tf.cast(tf.multinomial(x, 2), "float32"),
      /Multinomial draws from a generator that remembers/,
    ],
  ])("refuses %s, and says what to do", (_, f, message) => {
    expect(() => compile(2, f)).toThrow(TraceError);
    expect(() => compile(2, f)).toThrow(message);
    // The backend computes as before.
    expect(tf.tidy(() => tf.add(tf.tensor1d([1]), 1).dataSync()[0])).toBe(2);
  });

  test("knows the types that tfjs-node leaves out", () => {
    expect(compile(2, (x) => tf.expandDims(x, 1)).run([1, 2])).toEqual([1, 2]);
  });

  test("refuses values of another size than it was traced for, and names the input", () => {
    const { run } = compile(3, (x) => tf.neg(x));
    expect(() => run([1, 2])).toThrow(
      /The input "x" takes float32 of shape \[3\], that is 3 values, and got a Float32Array of 2/,
    );
  });
});

// Apart from the others: tfjs itself leaves tensors behind when a gradient fails.
test.skipIf(!backend)("a trace refuses an operation without gradient, and says what to do", () => {
  const f = () => compile(2, (x) => tf.grad((z) => tf.topk(z as tf.Tensor1D, 1).values)(x));
  expect(f).toThrow(TraceError);
  expect(f).toThrow(/cannot be traced: compose it of others/);
});

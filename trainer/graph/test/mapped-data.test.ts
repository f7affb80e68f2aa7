/** A training on rows of a mapped file against the same on arrays; and that mapping is not reading. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decodeHalves, encodeHalves } from "#ml/data/half-floats";
import { adam } from "../optimizers.ts";
import type { TensorflowBackend } from "../tensorflow-backend.ts";
import { type ExampleArray, TrainingGraph } from "../training-graph.ts";
import { countTensors, numbers, openBackend } from "./open-backend.ts";

const backend = (await openBackend()) as TensorflowBackend;

describe.skipIf(!backend)("data in a file", { timeout: 60_000 }, () => {
  let folder = "";
  let left = countTensors();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "cultivar-mapped-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    left = countTensors();
  });
  afterEach(() => expect(left()).toBe(0));

  /** The loss is the mean square of the product of weights and an example, less its target. */
  function regression(x: ExampleArray, size: number, parts: number, rows = 20): TrainingGraph {
    const product = (w: tf.Tensor, batch: tf.Tensor) => tf.dot(tf.reshape(batch, [-1, size]), w);
    return new TrainingGraph(
      backend,
      {
        weights: [{ name: "w", shape: [size], trainable: true }],
        data: { x, target: { type: "float32", shape: [], values: numbers(rows, 3) } },
        optimizer: adam({ beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }),
        batchSizes: [4, 2],
        unroll: 2,
        parts,
        predictionBatch: 4,
        precision: "float32",
        loss: ([w], { x: batch, target }) => ({
          loss: tf.mean(tf.square(tf.sub(product(w as tf.Tensor, batch as tf.Tensor), target as tf.Tensor))),
          metrics: [],
          averages: [],
        }),
        predict: ([w], { x: batch }) => product(w as tf.Tensor, batch as tf.Tensor),
      },
      { weights: [numbers(size, 2)], slots: [new Float32Array(size), new Float32Array(size)].map((slot) => [slot]) },
    );
  }

  function trained(graph: TrainingGraph) {
    const batches = [
      [0, 1, 2, 3],
      [19, 7, 7, 4],
      [5, 6, 8, 9],
      [10, 11],
    ].map((rows) => ({ rows: Int32Array.from(rows) }));
    const updates = batches.map(() => ({ rate: 0.01, decay: 0 }));
    const figures = graph.train(batches, 1, updates).map((figure) => [...figure]);
    const result = { figures, ...graph.state(), answers: graph.predict(Int32Array.of(19, 0, 0, 5, 12)) };
    graph.dispose();
    return result;
  }

  test.each([1, 2])("trains and answers as data in the session, bit for bit, in %d parts", (parts) => {
    const file = join(folder, "rows");
    const { halves, values } = rounded(numbers(20 * 6));
    writeFileSync(file, halves);
    const mapped = regression({ type: "float32", shape: [2, 3], file, rows: 20 }, 6, parts);
    const resident = regression({ type: "float32", shape: [2, 3], values }, 6, parts);
    expect(trained(mapped)).toEqual(trained(resident));
  });

  // The first file is small enough for any machine to hold, should it be read after all: then the second is not tried.
  test("is mapped, not read: memory does not grow with the file, and rows are found beyond 2^31 values", () => {
    const size = 100_352;
    const weights = numbers(size, 2);
    const last = rounded(numbers(size, 5));
    const expected = last.values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
    for (const rows of [5000, 60_000]) {
      const file = join(folder, `sparse-${rows}`);
      writeSparse(file, rows * last.halves.byteLength, last.halves);
      const before = anonymousMegabytes();
      const graph = regression({ type: "float32", shape: [size], file, rows }, size, 1, rows);
      expect(graph.predict(Int32Array.of(rows - 1))[0]).toBeCloseTo(expected, 0);
      graph.train([{ rows: Int32Array.of(0, 3000, rows - 2, rows - 1) }], 1, [{ rate: 0.01, decay: 0 }]);
      expect(anonymousMegabytes() - before).toBeLessThan(500);
      graph.dispose();
    }
  });

  test("that is not there ends in TensorFlow's own words", () => {
    const graph = regression({ type: "float32", shape: [6], file: join(folder, "nowhere"), rows: 20 }, 6, 1);
    expect(() => graph.predict(Int32Array.of(0))).toThrow(/nowhere/);
    graph.dispose();
  });
});

/** Values as float16, and what is left of them. */
function rounded(exact: Float32Array): { halves: Uint16Array; values: Float32Array } {
  const [halves, values] = [new Uint16Array(exact.length), new Float32Array(exact.length)];
  encodeHalves(exact, halves);
  decodeHalves(halves, values);
  return { halves, values };
}

/** A file of zeros that takes no space on the disk, but for its end. */
function writeSparse(file: string, bytes: number, end: Uint16Array): void {
  const handle = openSync(file, "w");
  writeSync(handle, end, 0, end.byteLength, bytes - end.byteLength);
  closeSync(handle);
}

/** Memory of this process that no file backs. Linux tells; elsewhere it counts as none. */
function anonymousMegabytes(): number {
  if (process.platform !== "linux") return 0;
  return Number(/RssAnon:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
}

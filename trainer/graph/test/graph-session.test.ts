import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FLOAT32 } from "../attributes.ts";
import { DATA_TYPES } from "../data-types.ts";
import { GraphBuilder } from "../graph-builder.ts";
import { emitLoad, GraphSession } from "../graph-session.ts";
import type { TensorflowBackend } from "../tensorflow-backend.ts";
import { openBackend } from "./open-backend.ts";

const backend = (await openBackend()) as TensorflowBackend;
/** A process number that is never given: Linux has at most 2^22. */
const NOBODY = 2 ** 22 + 1;

describe.skipIf(!backend)("a session", () => {
  const usual = process.env.TMPDIR;
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cultivar-session-"));
    process.env.TMPDIR = folder;
  });
  afterEach(() => {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
    rmSync(folder, { recursive: true });
  });

  /** Adds its input to a variable and answers with the sum. */
  function counter() {
    const graph = new GraphBuilder();
    const total = graph.variable("total", DATA_TYPES.float32, []);
    const load = emitLoad(graph, [total], "load");
    const amount = graph.placeholder(DATA_TYPES.float32, [], "amount");
    const sum = graph.node("AddV2", [graph.read(total), amount], { T: FLOAT32 });
    const output = graph.node("Identity", [sum], { T: FLOAT32 }, { after: [graph.assign(total, sum)] });
    const input = { name: "amount", type: DATA_TYPES.float32, shape: [], node: amount };
    return { graph, load, add: { inputs: [input], outputs: [output] } };
  }

  test("keeps its variables from call to call, and apart from those of another", () => {
    const { graph, load, add } = counter();
    const [first, second] = [new GraphSession(backend, graph), new GraphSession(backend, graph)];
    for (const session of [first, second]) session.call(load, [Float32Array.of(0)]);
    const results = [first, first, second].map((session) => session.call(add, [Float32Array.of(2)])[0]?.[0]);
    expect(results).toEqual([2, 4, 2]);
    first.dispose();
    second.dispose();
  });

  test("leaves no file behind, and removes those of processes that were killed", () => {
    mkdirSync(join(folder, `cultivar-graph-${NOBODY}-abc`));
    mkdirSync(join(folder, `cultivar-graph-${process.pid}-abc`));
    mkdirSync(join(folder, "somebody-else"));
    new GraphSession(backend, counter().graph).dispose();
    // Those of a living process may be in use.
    expect(readdirSync(folder).sort()).toEqual([`cultivar-graph-${process.pid}-abc`, "somebody-else"]);
  });

  test("ends in TensorFlow's own words when it refuses a graph, and leaves nothing behind then either", () => {
    const graph = new GraphBuilder();
    graph.node("NoSuchOperation", []);
    expect(() => new GraphSession(backend, graph)).toThrow(/NoSuchOperation/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("holds no tensors of its own, call after call", () => {
    const { graph, load, add } = counter();
    const session = new GraphSession(backend, graph);
    session.call(load, [Float32Array.of(0)]);
    const before = [tf.memory().numTensors, backend.getNumOfTFTensors()];
    for (let i = 0; i < 1000; i++) session.call(add, [Float32Array.of(1)]);
    expect([tf.memory().numTensors, backend.getNumOfTFTensors()]).toEqual(before);
    session.dispose();
  });
});

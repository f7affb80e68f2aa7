/**
 * A network with fixed weights as one TensorFlow session: evaluation, golden outputs, features. The weights are constants of
 * the graph, so that oneDNN arranges them for its kernels once and not at each call.
 */
import type * as tf from "@tensorflow/tfjs-core";
import { FLOAT32, INT32, integer } from "./attributes.ts";
import { inBatches } from "./batches.ts";
import { DATA_TYPES, type HostArray } from "./data-types.ts";
import { GraphBuilder, type Output } from "./graph-builder.ts";
import { GraphSession, type Signature } from "./graph-session.ts";
import { lowerToBfloat16 } from "./mixed-precision.ts";
import type { Emission, Program } from "./program.ts";
import { shieldSums } from "./shield-sums.ts";
import { type ExampleType, type GraphWeight, named, withStandIns } from "./stand-ins.ts";
import type { TensorflowBackend } from "./tensorflow-backend.ts";
import { type NamedTensors, trace } from "./trace.ts";

export type PredictionFunction = {
  weights: readonly GraphWeight[];
  examples: Readonly<Record<string, ExampleType>>;
  /** What the network answers for a batch, [batch, …]. Called while traced. */
  predict(weights: readonly tf.Tensor[], batch: NamedTensors): tf.Tensor;
};

export type PredictionSize = {
  /** Examples in one call of TensorFlow; fewer are filled up. */
  batch: number;
  /** Parts of equal size into which it is cut, to be computed side by side. */
  parts: number;
  precision?: "float32" | "bfloat16";
};

export class PredictionGraph {
  readonly #session: GraphSession;
  readonly #signature: Signature;
  readonly #batch: number;
  /** Values in one example of each input. */
  readonly #sizes: readonly number[];

  /**
   * @param values of the weights, in their order
   * @throws TraceError when the function cannot become a graph
   */
  constructor(
    backend: TensorflowBackend,
    predictionFunction: PredictionFunction,
    { batch, parts, precision }: PredictionSize,
    values: readonly Float32Array[],
  ) {
    const { weights, examples } = predictionFunction;
    this.#batch = batch;
    this.#sizes = Object.values(examples).map(({ shape }) => shape.reduce((product, n) => product * n, 1));
    const program = tracePrediction(backend, predictionFunction, batch / parts);
    const graph = new GraphBuilder();
    const constants = weights.map(({ shape }, i) =>
      graph.constant(DATA_TYPES.float32, shape, values[i] as Float32Array),
    );
    const inputs = Object.entries(examples).map(([name, { type, shape }]) => {
      const whole = [parts, batch / parts, ...shape];
      return { name, type: DATA_TYPES[type], shape: whole, node: graph.placeholder(DATA_TYPES[type], whole, name) };
    });
    const cut = inputs.map(({ node, type }) => graph.unpack(node, type, parts));
    const answers = emitPrediction(
      graph,
      program,
      constants,
      Array.from({ length: parts }, (_, part) =>
        Object.fromEntries(inputs.map(({ name }, i) => [name, cut[i]?.[part] ?? ""])),
      ),
      precision,
    );
    this.#signature = { inputs, outputs: [answers] };
    this.#session = new GraphSession(backend, graph);
  }

  /**
   * Answers for `count` examples, one after the other.
   *
   * @param gather fills an array of one batch with examples from `start` on, `count` of them
   */
  run(count: number, gather: (start: number, count: number, into: readonly HostArray[]) => void): Float32Array {
    return inBatches(count, this.#batch, (start, real) => {
      const arrays = this.#signature.inputs.map(({ type }, i) => {
        const size = this.#batch * (this.#sizes[i] ?? 1);
        if (type === DATA_TYPES.uint8) return new Uint8Array(size);
        return type === DATA_TYPES.int32 ? new Int32Array(size) : new Float32Array(size);
      });
      gather(start, real, arrays);
      return this.#session.call(this.#signature, arrays)[0] as Float32Array;
    });
  }

  dispose(): void {
    this.#session.dispose();
  }
}

/** The program of a prediction; its output is `answers`. */
export const tracePrediction = (
  backend: TensorflowBackend,
  { weights, examples, predict }: PredictionFunction,
  size: number,
): Program =>
  withStandIns(backend, { weights, examples }, size, (stand, batch) =>
    trace(backend, { ...named("weight", stand), ...batch }, () => ({ answers: predict(stand, batch) })),
  );

/**
 * Emits a prediction for each part of a batch.
 *
 * @param parts the examples of each, by name
 * @returns all answers, one part after the other
 */
export function emitPrediction(
  graph: GraphBuilder,
  program: Program,
  weights: readonly Output[],
  parts: readonly Readonly<Record<string, Output>>[],
  precision: "float32" | "bfloat16" = "float32",
): Output {
  const round = precision === "bfloat16" ? lowerToBfloat16() : null;
  const shield = shieldSums(graph);
  const answers = parts.map((examples) => {
    const emission: Emission = {
      scope: "predict/",
      inputs: { ...named("weight", weights), ...examples },
      lower: (...step) => round?.(...step) ?? shield(...step),
    };
    return program.emit(graph, emission).answers ?? "";
  });
  const axis = graph.constant(DATA_TYPES.int32, [], Int32Array.of(0));
  const attributes = { T: FLOAT32, N: integer(answers.length), Tidx: INT32 };
  return answers.length === 1 ? (answers[0] ?? "") : graph.node("ConcatV2", [...answers, axis], attributes);
}

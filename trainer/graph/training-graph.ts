/**
 * A training as one TensorFlow session: the data set, the weights and the optimiser's state live in it, and one call takes
 * the numbers of the examples and trains on several batches. How many batches a call takes changes nothing in the result,
 * bit for bit.
 */
import type * as tf from "@tensorflow/tfjs-core";
import { boolean, FLOAT16, FLOAT32, INT32, integer, type } from "./attributes.ts";
import { concatenate, evenParts, inBatches } from "./batches.ts";
import { DATA_TYPES, type DataType, type HostArray } from "./data-types.ts";
import { GraphBuilder, type Output, type Variable } from "./graph-builder.ts";
import { emitLoad, GraphSession, type Input, type Signature } from "./graph-session.ts";
import { type LossFunction, traceLoss } from "./loss-program.ts";
import { lowerToBfloat16 } from "./mixed-precision.ts";
import type { GraphOptimizer } from "./optimizers.ts";
import { emitPrediction, tracePrediction } from "./prediction-graph.ts";
import { type Program, SharedSteps } from "./program.ts";
import { type ExampleType, type GraphWeight, named } from "./stand-ins.ts";
import type { TensorflowBackend } from "./tensorflow-backend.ts";
import type { NamedTensors } from "./trace.ts";

/** Arrays of which a batch is a choice of rows, in the session or in a file. */
export type ExampleArray = ResidentArray | MappedArray;
export type ResidentArray = ExampleType & { values: HostArray };
/**
 * Rows in a file, as float16, one after the other, little-endian, for arrays that memory cannot hold. They are mapped, and
 * functions see them as float32.
 */
export type MappedArray = { type: "float32"; shape: readonly number[]; file: string; rows: number };

/** Where the data set stays: devices have no kernels for variables of bytes, and a batch of bytes travels fast. */
const HOST = "/device:CPU:0";

export type TrainingFunctions = {
  weights: readonly GraphWeight[];
  loss: LossFunction;
  /** What the network answers for a batch, [batch, …], as when it is used. */
  predict(weights: readonly tf.Tensor[], batch: NamedTensors): tf.Tensor;
};

export type TrainingGraphOptions = TrainingFunctions & {
  optimizer: GraphOptimizer;
  /** The data set. What is no file is kept in the session. */
  data: Readonly<Record<string, ExampleArray>>;
  /** int32 numbers that come with each example of a batch, such as how it is augmented: shape for one example. */
  fed?: Readonly<Record<string, readonly number[]>>;
  /** Sizes of the batches to train on. The first is that of most. */
  batchSizes: readonly number[];
  /** Batches of the first size in one call of TensorFlow. */
  unroll: number;
  /**
   * Parts into which a batch is cut, to be computed side by side, each operation by few threads. For functions that treat
   * examples one by one: not for batch normalisation. A batch that cannot be cut evenly stays whole.
   */
  parts: number;
  /** Examples in a call of `predict`. */
  predictionBatch: number;
  precision: "float32" | "bfloat16";
};

/** `thawedFactor`: share of both that weights with `isThawed` get; 1 where it is not said. */
export type Update = { rate: number; decay: number; thawedFactor?: number };

/** One batch to train on: rows of the data, and the fed numbers by name, [rows, …] each. */
export type Batch = { rows: Int32Array; fed?: Readonly<Record<string, Int32Array>> };

export type TrainingGraphState = {
  /** One per weight, in their order. */
  weights: Float32Array[];
  /** Per slot of the optimiser, one per trainable weight. */
  slots: Float32Array[][];
};

export class TrainingGraph {
  readonly #session: GraphSession;
  readonly #options: TrainingGraphOptions;
  readonly #weights: readonly Variable[];
  readonly #slots: readonly (readonly Variable[])[];
  readonly #train = new Map<string, Signature>();
  readonly #predict: Signature;
  readonly #load: Signature;
  readonly #save: Signature;

  /**
   * Traces the functions, writes the graph and loads it.
   *
   * @throws TraceError when a function cannot become a graph
   * @throws RangeError when weights that are not trained are to be averaged over parts of a batch
   */
  constructor(backend: TensorflowBackend, options: TrainingGraphOptions, state: TrainingGraphState) {
    this.#options = options;
    const { weights, optimizer, batchSizes, unroll } = options;
    if (options.parts > 1 && weights.some(({ trainable }) => !trainable)) {
      throw new RangeError("A batch that is normalised as a whole cannot be cut into parts: set parts to 1.");
    }
    const graph = new GraphBuilder();
    this.#weights = weights.map(({ name, shape }) => graph.variable(name, DATA_TYPES.float32, shape));
    const trainable = this.#weights.filter((_, i) => weights[i]?.trainable);
    this.#slots = Array.from({ length: optimizer.slotCount }, (_, i) =>
      trainable.map(({ name, shape }) => graph.variable(`slots/${i}/${name}`, DATA_TYPES.float32, shape)),
    );
    const residents: { variable: Variable; values: HostArray }[] = [];
    const data = Object.entries(options.data).map(([name, array]): RowsOf => {
      if ("file" in array) return mappedRows(graph, array);
      const { type: kind, shape, values } = array;
      const size = shape.reduce((product, n) => product * n, 1);
      const variable = graph.variable(`data/${name}`, DATA_TYPES[kind], [values.length / size, ...shape], HOST);
      residents.push({ variable, values });
      return (rows) => gather(graph, variable, rows);
    });

    const [usual = 1] = batchSizes;
    for (const size of new Set(batchSizes)) {
      const parts = evenParts(size, options.parts);
      const program = traceLoss(backend, { ...options, examples: options.data }, size / parts, parts);
      for (const steps of size === usual && unroll > 1 ? [1, unroll] : [1]) {
        this.#train.set(key(size, steps), this.#emitTraining(graph, program, data, { size, steps, parts }));
      }
    }
    this.#predict = this.#emitPrediction(graph, backend, data);
    const variables = [...this.#weights, ...this.#slots.flat()];
    this.#load = emitLoad(graph, variables, "load");
    this.#save = { inputs: [], outputs: variables.map((variable) => graph.read(variable)) };
    const fill = emitLoad(
      graph,
      residents.map(({ variable }) => variable),
      "data",
    );

    this.#session = new GraphSession(backend, graph);
    this.#session.call(
      fill,
      residents.map(({ values }) => values),
    );
    this.#session.call(this.#load, [...state.weights, ...state.slots.flat()]);
  }

  /**
   * One update from each batch, in order; blocks until the last is done.
   *
   * @param step number of the first update
   * @param updates one per batch
   * @returns per batch the loss and the metrics, before its update
   */
  train(batches: readonly Batch[], step: number, updates: readonly Update[]): Float32Array[] {
    const { unroll, batchSizes } = this.#options;
    const results: Float32Array[] = [];
    while (results.length < batches.length) {
      const done = results.length;
      const next = batches.slice(done, done + unroll);
      const whole = next.length === unroll && next.every(({ rows }) => rows.length === batchSizes[0]);
      const group = whole ? next : next.slice(0, 1);
      results.push(...this.#call(group, step + done, updates.slice(done, done + group.length)));
    }
    return results;
  }

  /** What `predict` answers for rows of the data, one row after the other. */
  predict(rows: Int32Array): Float32Array {
    const { predictionBatch } = this.#options;
    return inBatches(rows.length, predictionBatch, (start, count) => {
      const batch = new Int32Array(predictionBatch);
      batch.set(rows.subarray(start, start + count));
      return this.#session.call(this.#predict, [batch])[0] as Float32Array;
    });
  }

  state(): TrainingGraphState {
    const values = this.#session.call(this.#save, []) as Float32Array[];
    const weights = values.splice(0, this.#weights.length);
    return { weights, slots: this.#slots.map((slot) => values.splice(0, slot.length)) };
  }

  dispose(): void {
    this.#session.dispose();
  }

  #call(batches: readonly Batch[], step: number, updates: readonly Update[]): Float32Array[] {
    const size = batches[0]?.rows.length ?? 0;
    const signature = this.#train.get(key(size, batches.length));
    if (!signature) {
      const sizes = this.#options.batchSizes.join(" and ");
      throw new RangeError(`A batch has ${size} examples; the graph was traced for batches of ${sizes}.`);
    }
    const fed = Object.keys(this.#options.fed ?? {}).map((name) =>
      concatenate(
        Int32Array,
        batches.map((batch) => batch.fed?.[name] ?? new Int32Array()),
      ),
    );
    const [figures] = this.#session.call(signature, [
      concatenate(
        Int32Array,
        batches.map(({ rows }) => rows),
      ),
      Int32Array.from(batches, (_, i) => step + i),
      Float32Array.from(updates, ({ rate }) => rate),
      Float32Array.from(updates, ({ decay }) => decay),
      Float32Array.from(updates, ({ thawedFactor = 1 }) => thawedFactor),
      ...fed,
    ]) as [Float32Array];
    const each = figures.length / batches.length;
    return batches.map((_, i) => figures.subarray(i * each, (i + 1) * each));
  }

  #emitPrediction(graph: GraphBuilder, backend: TensorflowBackend, data: readonly RowsOf[]): Signature {
    const { weights, predict, data: examples, predictionBatch, parts: wanted } = this.#options;
    const parts = evenParts(predictionBatch, wanted);
    const shape = [parts, predictionBatch / parts];
    const program = tracePrediction(backend, { weights, predict, examples }, predictionBatch / parts);
    const rows = graph.placeholder(DATA_TYPES.int32, shape, "predict/rows");
    const batches = graph.unpack(rows, DATA_TYPES.int32, parts).map((part) => {
      const gathered = data.map((rowsOf) => rowsOf(part));
      return Object.fromEntries(Object.keys(examples).map((name, i) => [name, gathered[i] ?? ""]));
    });
    const outputs = [
      emitPrediction(
        graph,
        program,
        this.#weights.map((weight) => graph.read(weight)),
        batches,
      ),
    ];
    return { inputs: [{ name: "rows", type: DATA_TYPES.int32, shape, node: rows }], outputs };
  }

  /** Emits a program once per step, each reading what the one before it wrote. */
  #emitTraining(
    graph: GraphBuilder,
    program: Program,
    data: readonly RowsOf[],
    { size, steps, parts }: { size: number; steps: number; parts: number },
  ): Signature {
    const { optimizer, fed = {}, weights, precision } = this.#options;
    const scope = `train/${size}x${steps}`;
    const input = (name: string, dataType: DataType, shape: readonly number[]): Input => ({
      name,
      type: dataType,
      shape,
      node: graph.placeholder(dataType, shape, `${scope}/${name}`),
    });
    const inputs = [
      input("rows", DATA_TYPES.int32, [steps * parts, size / parts]),
      input("step", DATA_TYPES.int32, [steps]),
      input("rate", DATA_TYPES.float32, [steps]),
      input("decay", DATA_TYPES.float32, [steps]),
      input("thawed", DATA_TYPES.float32, [steps]),
      ...Object.entries(fed).map(([name, shape]) =>
        input(name, DATA_TYPES.int32, [steps * parts, size / parts, ...shape]),
      ),
    ];
    const perStep = inputs.map(({ node, type: dataType, shape: [count = 1] }) => graph.unpack(node, dataType, count));
    const at = (index: number, step: number) => perStep[index]?.[step] ?? "";

    /** The nodes that wrote a variable last; whoever reads it comes after them. */
    const written = new Map<Variable, readonly string[]>();
    const figures: Output[] = [];
    for (let step = 0; step < steps; step++) {
      const reads = this.#weights.map((variable) => graph.read(variable, written.get(variable)));
      const lower = precision === "bfloat16" ? { lower: lowerToBfloat16() } : {};
      const shared = new SharedSteps(["part", ...Object.keys(this.#options.data), ...Object.keys(fed)]);
      const outputs = sumOfParts(
        graph,
        Array.from({ length: parts }, (_, part) => {
          const place = step * parts + part;
          const rows = data.map((rowsOf) => rowsOf(at(0, place)));
          return program.emit(graph, {
            scope: `${scope}/${step}/${part}/`,
            inputs: {
              step: at(1, step),
              part: graph.constant(DATA_TYPES.int32, [], Int32Array.of(part)),
              ...named("weight", reads),
              ...Object.fromEntries(Object.keys(this.#options.data).map((name, i) => [name, rows[i] ?? ""])),
              ...Object.fromEntries(Object.keys(fed).map((name, i) => [name, at(5 + i, place)])),
            },
            shared,
            ...lower,
          });
        }),
      );
      let [trained, averaged] = [0, 0];
      for (const [i, variable] of this.#weights.entries()) {
        const read = reads[i] ?? "";
        // An update that came before the last reader would find the memory in use and copy the whole variable first.
        const after = [read, ...graph.readersOf(read)];
        if (weights[i]?.trainable) {
          const slots = this.#slots.map((slot) => slot[trained] as Variable);
          const scaled = (output: Output) => graph.node("Mul", [output, at(4, step)], { T: FLOAT32 });
          const [rate, decay] = [at(2, step), at(3, step)];
          const scalars = weights[i]?.isThawed ? { rate: scaled(rate), decay: scaled(decay) } : { rate, decay };
          const gradient = outputs[`gradient${trained++}`] ?? "";
          written.set(variable, [optimizer.update(graph, variable, slots, gradient, scalars, after)]);
        } else {
          written.set(variable, [graph.assign(variable, outputs[`average${averaged++}`] ?? "", after)]);
        }
      }
      figures.push(...Object.entries(outputs).flatMap(([name, output]) => (name.startsWith("figure") ? [output] : [])));
    }
    // The binding can fetch tensors only: one of them waits for all updates.
    const output = graph.pack(figures, { name: `${scope}/figures`, after: [...written.values()].flat() });
    return { inputs, outputs: [output] };
  }
}

/** The outputs of the parts of a batch added up, each of which is its share of the whole. */
function sumOfParts(graph: GraphBuilder, parts: readonly Record<string, Output>[]): Record<string, Output> {
  const [first = {}] = parts;
  if (parts.length === 1) return first;
  const attributes = { T: FLOAT32, N: integer(parts.length) };
  return Object.fromEntries(
    Object.keys(first).map((name) => [
      name,
      graph.node(
        "AddN",
        parts.map((part) => part[name] ?? ""),
        attributes,
      ),
    ]),
  );
}

const key = (size: number, steps: number): string => `${size}x${steps}`;

/** The rows of one array of the data, [rows, …], at int32 [rows]. */
type RowsOf = (rows: Output) => Output;

function mappedRows(graph: GraphBuilder, { file, rows, shape }: MappedArray): RowsOf {
  const table = graph.mapped(file, DATA_TYPES.float16, [rows, ...shape]);
  const axis = graph.constant(DATA_TYPES.int32, [], Int32Array.of(0));
  const attributes = { Tparams: FLOAT16, Tindices: INT32, Taxis: INT32, batch_dims: integer(0) };
  return (indices) => {
    const halves = graph.node("GatherV2", [table, indices, axis], attributes, { device: HOST });
    return graph.node("Cast", [halves], { SrcT: FLOAT16, DstT: FLOAT32, Truncate: boolean(false) });
  };
}

const gather = (graph: GraphBuilder, { handle, type: dataType }: Variable, rows: Output): Output =>
  graph.node("ResourceGather", [handle, rows], { dtype: type(dataType), Tindices: INT32, batch_dims: integer(0) });

/**
 * Turns a function on tensors into a program: the TensorFlow operations that tfjs-node's backend runs while the function
 * is called once, with inputs and attributes. Reading what a program holds is left to `program.ts`.
 *
 * What is not an operation is not seen: a tensor made in JavaScript becomes a constant, and so the function is traced
 * twice and refused if such a constant differs, as a mask drawn by `tf.randomUniform` does.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { TFEOpAttr, TFJSBinding } from "@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js";
import * as attribute from "./attributes.ts";
import { DATA_TYPES, type DataType, type HostArray, nameOfType } from "./data-types.ts";
import { withFusedKernels } from "./fused-kernels.ts";
import { Program, type Reference, type Step } from "./program.ts";
import { type TensorflowBackend, tensorflowType } from "./tensorflow-backend.ts";
import { TraceError } from "./trace-error.ts";

/** Tensors by name. They stand in for what the graph will be fed: shapes and types count, values do not. */
export type NamedTensors = Readonly<Record<string, tf.Tensor>>;

/** Operations that draw from a generator with a memory of its own, which no checkpoint holds. */
const STATEFUL_RANDOM =
  /^(Multinomial|RandomUniform|RandomUniformInt|RandomStandardNormal|TruncatedNormal|RandomGamma|RandomPoisson|RandomShuffle)/;

/** Types that an eager operation takes from its inputs and tfjs-node leaves out, but a graph must name: one per input. */
const INFERRED_TYPES: Record<string, readonly string[]> = { ExpandDims: ["T", "Tdim"] };

/** Types that a graph's constants, inputs and outputs may have here. */
const CARRIED: ReadonlySet<number> = new Set([
  DATA_TYPES.float32,
  DATA_TYPES.int32,
  DATA_TYPES.uint8,
  DATA_TYPES.bool,
  DATA_TYPES.int64,
]);

/**
 * @param inputs what the program will take; anything else that `compute` uses becomes a constant of the program
 * @param compute runs eagerly, in a tidy; what it returns are the program's outputs
 * @throws TraceError when `compute` reads a value in JavaScript, draws random numbers outside the stateless operations,
 *   or needs an operation that the backend lacks
 */
export function trace(backend: TensorflowBackend, inputs: NamedTensors, compute: () => NamedTensors): Program {
  const program = record(backend, inputs, compute);
  const different = program.differingConstant(record(backend, inputs, compute));
  if (different) {
    throw new TraceError(
      `The operation ${different} reads a tensor whose values were made in JavaScript and differ from call to call, like ` +
        "random numbers. The graph would use the same ones for ever: draw them with the stateless operations of " +
        "operations.ts, or pass them as an input.",
    );
  }
  return program;
}

function record(backend: TensorflowBackend, inputs: NamedTensors, compute: () => NamedTensors): Program {
  const recorder = new Recorder(backend, inputs);
  const scope = tf.engine();
  scope.startScope("trace");
  try {
    return recorder.during(() => recorder.finish(withFusedKernels(backend, () => explain(compute))));
  } finally {
    scope.endScope();
  }
}

/** Adds what to do about it to tfjs' own error for a missing kernel or gradient. */
function explain(compute: () => NamedTensors): NamedTensors {
  try {
    return compute();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/^(Kernel '|Cannot compute gradient)/.test(message)) throw error;
    throw new TraceError(
      `${message} Such an operation cannot be traced: compose it of others, register a kernel or gradient for it, or ` +
        "run it outside the traced function.",
    );
  }
}

type Hooks = Pick<TensorflowBackend, "executeSingleOutput" | "executeMultipleOutputs" | "readSync" | "read">;

class Recorder {
  readonly #backend: TensorflowBackend;
  readonly #steps: Step[] = [];
  readonly #references = new Map<tf.DataId, Reference>();
  /** While the recorder itself runs or reads something. */
  #paused = false;

  constructor(backend: TensorflowBackend, inputs: NamedTensors) {
    this.#backend = backend;
    for (const [name, tensor] of Object.entries(inputs)) {
      const type = tensorflowType(backend, tensor);
      this.#references.set(tensor.dataId, { kind: "input", name, type, shape: [...tensor.shape] });
    }
  }

  /** Runs `compute` with the backend's hooks in place. */
  during<T>(compute: () => T): T {
    const backend = this.#backend;
    const original: Hooks = {
      executeSingleOutput: backend.executeSingleOutput,
      executeMultipleOutputs: backend.executeMultipleOutputs,
      readSync: backend.readSync,
      read: backend.read,
    };
    const hooks: Hooks = {
      executeSingleOutput: (op, attributes, inputs) => {
        const output = original.executeSingleOutput.call(backend, op, attributes, inputs);
        this.#add(op, attributes, inputs, [output]);
        return output;
      },
      executeMultipleOutputs: (op, attributes, inputs, count) => {
        const outputs = original.executeMultipleOutputs.call(backend, op, attributes, inputs, count);
        this.#add(op, attributes, inputs, outputs);
        return outputs;
      },
      readSync: (id) => {
        this.#refuseReading(id);
        return original.readSync.call(backend, id);
      },
      read: (id) => {
        this.#refuseReading(id);
        return original.read.call(backend, id);
      },
    };
    Object.assign(backend, hooks);
    try {
      return compute();
    } finally {
      for (const name of Object.keys(hooks)) delete (backend as unknown as Record<string, unknown>)[name];
    }
  }

  finish(outputs: NamedTensors): Program {
    const references = Object.entries(outputs).map(([name, tensor]) => [name, this.#reference(tensor)] as const);
    return new Program(this.#steps, Object.fromEntries(references));
  }

  #add(op: string, attributes: TFEOpAttr[], inputs: tf.TensorInfo[], outputs: tf.TensorInfo[]): void {
    if (STATEFUL_RANDOM.test(op)) {
      throw new TraceError(
        `The operation ${op} draws from a generator that remembers where it is, so a resumed training would draw other ` +
          "numbers. Use the stateless operations of operations.ts.",
      );
    }
    const { binding } = this.#backend;
    const references = inputs.map((tensor) => this.#reference(tensor));
    const inferred = (INFERRED_TYPES[op] ?? []).map((name, i) => {
      return [name, attribute.type((references[i] as Reference).type)] as const;
    });
    const given = attributes.map((value) => [value.name, toAttribute(binding, op, value)] as const);
    const step: Step = { op, attributes: Object.fromEntries([...inferred, ...given]), inputs: references };
    this.#steps.push(step);
    for (const [index, output] of outputs.entries()) {
      const type = tensorflowType(this.#backend, output);
      this.#references.set(output.dataId, { kind: "step", step, index, type, shape: [...output.shape] });
    }
  }

  #reference(tensor: tf.TensorInfo): Reference {
    return this.#references.get(tensor.dataId) ?? this.#constant(tensor);
  }

  #constant(tensor: tf.TensorInfo): Reference {
    // tfjs-node passes 64-bit integers as an object of its own, which is no tensor.
    if ("valueArray" in tensor) {
      const { valueArray } = tensor as unknown as { valueArray: Int32Array };
      return { kind: "constant", value: valueArray.slice(), type: DATA_TYPES.int64, shape: [] };
    }
    const type = tensorflowType(this.#backend, tensor);
    if (!CARRIED.has(type)) {
      throw new TraceError(
        `A tensor of ${nameOfType(type)} with the shape [${tensor.shape}] was made outside the traced function. ` +
          "Only float32, int32, uint8 and bool can be constants of a graph.",
      );
    }
    this.#paused = true;
    const value = (this.#backend.readSync(tensor.dataId) as HostArray).slice();
    this.#paused = false;
    const reference: Reference = { kind: "constant", value: asStored(type, value), type, shape: [...tensor.shape] };
    this.#references.set(tensor.dataId, reference);
    return reference;
  }

  #refuseReading(id: tf.DataId): void {
    const reference = this.#references.get(id);
    if (this.#paused || !reference || reference.kind === "constant") return;
    const what = reference.kind === "step" ? `the output of ${reference.step.op}` : "an input";
    throw new TraceError(
      `The traced function reads a value in JavaScript: ${what}, of shape [${reference.shape}]. The graph would go on with ` +
        "the value of the trace for ever. Compute with tensor operations instead, or read the value after the call.",
    );
  }
}

/** Booleans are bytes in a graph; tfjs keeps them in whatever array they were given in. */
const asStored = (type: DataType, value: HostArray): HostArray =>
  type === DATA_TYPES.bool && !(value instanceof Uint8Array) ? Uint8Array.from(value) : value;

/** The binding tells a list of integers from one by its being an array, and so does this. */
function toAttribute(binding: TFJSBinding, op: string, { name, type, value }: TFEOpAttr): attribute.Attribute {
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return attribute.type(value as DataType);
    case binding.TF_ATTR_INT:
      return Array.isArray(value) ? attribute.integers(value as number[]) : attribute.integer(value as number);
    case binding.TF_ATTR_FLOAT:
      return attribute.float(value as number);
    case binding.TF_ATTR_BOOL:
      return attribute.boolean(value as boolean);
    case binding.TF_ATTR_STRING:
      return attribute.string(value as string);
    case binding.TF_ATTR_SHAPE:
      return attribute.shape(value as number[]);
    default:
      throw new TraceError(`The operation ${op} has an attribute "${name}" of a kind that cannot be traced.`);
  }
}

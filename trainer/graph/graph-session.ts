/**
 * A graph loaded into a TensorFlow session, which keeps its variables from call to call. tfjs-node can load a graph only
 * as a SavedModel from a folder: it is written to a temporary one, and removed as soon as it is loaded.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type } from "./attributes.ts";
import { DATA_TYPES, type DataType, type HostArray, nameOfType } from "./data-types.ts";
import type { GraphBuilder, Output, Variable } from "./graph-builder.ts";
import type { TensorflowBackend } from "./tensorflow-backend.ts";

export type Input = { name: string; type: DataType; shape: readonly number[]; node: Output };
/** What one call does: the inputs it takes, in order, and the nodes it computes. */
export type Signature = { inputs: readonly Input[]; outputs: readonly Output[] };

const FOLDER = "cultivar-graph-";

const ARRAYS: Partial<Record<DataType, new (size: number) => HostArray>> = {
  [DATA_TYPES.float32]: Float32Array,
  [DATA_TYPES.int32]: Int32Array,
  [DATA_TYPES.uint8]: Uint8Array,
  [DATA_TYPES.bool]: Uint8Array,
};

export class GraphSession {
  readonly #backend: TensorflowBackend;
  readonly #id: number;

  /** @throws Error when TensorFlow refuses the graph, or the temporary folder cannot be written */
  constructor(backend: TensorflowBackend, graph: GraphBuilder) {
    this.#backend = backend;
    this.#id = load(backend, graph.savedModel());
  }

  /**
   * Runs a signature; blocks until it is done.
   *
   * @param values one array per input
   * @throws RangeError when an array is not of its input's type and size
   * @throws Error with TensorFlow's words when an operation fails
   */
  call({ inputs, outputs }: Signature, values: readonly HostArray[]): HostArray[] {
    const { binding } = this.#backend;
    inputs.forEach((input, i) => {
      checkInput(input, values[i]);
    });
    const ids: number[] = [];
    try {
      inputs.forEach(({ shape, type }, i) => {
        ids.push(binding.createTensor([...shape], type, values[i] as HostArray));
      });
      const names = (list: readonly Output[]) => list.map(port).join(",");
      const results = binding.runSavedModel(this.#id, ids, names(inputs.map(({ node }) => node)), names(outputs));
      return results.map(({ id }) => {
        const value = binding.tensorDataSync(id);
        binding.deleteTensor(id);
        return value;
      });
    } finally {
      for (const id of ids) binding.deleteTensor(id);
    }
  }

  /** Frees the session with its variables. */
  dispose(): void {
    this.#backend.deleteSavedModel(this.#id);
  }
}

/** A signature that gives variables their values. */
export function emitLoad(graph: GraphBuilder, variables: readonly Variable[], scope: string): Signature {
  const inputs = variables.map(({ name, type: dataType, shape }) => ({
    name,
    type: dataType,
    shape,
    node: graph.placeholder(dataType, shape, `${scope}/${name}`),
  }));
  // What is fed is JavaScript's memory, and only its thread may let go of it: a variable that kept it would be freed by
  // whichever thread of TensorFlow writes it next.
  const after = variables.map((variable, i) =>
    graph.assign(variable, graph.node("DeepCopy", [inputs[i]?.node ?? ""], { T: type(variable.type) })),
  );
  return { inputs, outputs: [graph.pack([graph.scalar(1)], { name: `${scope}/done`, after })] };
}

const port = (output: Output): string => (output.includes(":") ? output : `${output}:0`);

function checkInput({ name, type, shape }: Input, value: HostArray | undefined): void {
  const size = shape.reduce((product, n) => product * n, 1);
  const wanted = ARRAYS[type];
  if (!value || !wanted || !(value instanceof wanted) || value.length !== size) {
    const got = value ? `a ${value.constructor.name} of ${value.length}` : "nothing";
    throw new RangeError(
      `The input "${name}" takes ${nameOfType(type)} of shape [${shape.join(", ")}], that is ${size} values, and got ` +
        `${got}. A graph has the shapes with which it was traced: trace another for other sizes.`,
    );
  }
}

function load(backend: TensorflowBackend, model: Uint8Array): number {
  removeLeftOvers();
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER}${process.pid}-`));
  try {
    writeFileSync(join(folder, "saved_model.pb"), model);
    return backend.loadSavedModelMetaGraph(folder, "serve");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Folders of processes that were killed while they loaded a graph. */
function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(FOLDER) ? Number.parseInt(name.slice(FOLDER.length), 10) : Number.NaN;
    if (owner > 0 && !isAlive(owner)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

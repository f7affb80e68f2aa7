/** A TensorFlow graph being written: named nodes, and variables that live in the session which will run it. */
import { type Attributes, encodeAttribute, FLOAT32, integer, integers, shape, string, type } from "./attributes.ts";
import { DATA_TYPES, type DataType, type HostArray } from "./data-types.ts";
import { Message } from "./protobuf-writer.ts";

/** An output of a node: its name for the first, `name:1` for the second and so on. */
export type Output = string;

export type Variable = { name: string; type: DataType; shape: readonly number[]; handle: Output };

export type NodeOptions = {
  /** Wish for a name; a number is added where it is taken. */
  name?: string;
  /** Nodes that must have run before, besides those whose outputs are inputs. */
  after?: Iterable<string>;
  /** Where it must run, such as `/device:CPU:0`; without it TensorFlow chooses. */
  device?: string;
};

type Node = { name: string; op: string; inputs: string[]; attributes: Attributes; device: string };

/** Version of the graph format: that of the TensorFlow releases whose operations are used here. */
const PRODUCER = 1882;
const MINIMUM_CONSUMER = 12;
/** Larger constants are weights or data: none is there twice, and comparing them costs as much memory as they take. */
const MOST_COMPARED_BYTES = 65_536;

export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #names = new Set<string>();
  readonly #constants = new Map<string, Output>();
  readonly #consumers = new Map<Output, string[]>();
  /** Nodes whose output is their input's memory. */
  readonly #sharing = new Set<string>();

  /** Adds a node and returns its name, which is also its first output. */
  node(op: string, inputs: readonly Output[], attributes: Attributes = {}, options: NodeOptions = {}): Output {
    const name = this.#unique(options.name ?? op);
    const controls = [...new Set(options.after ?? [])].map((before) => `^${before}`);
    this.#nodes.push({ name, op, inputs: [...inputs, ...controls], attributes, device: options.device ?? "" });
    if (op === "Reshape" || op === "Identity") this.#sharing.add(name);
    for (const input of inputs) {
      const consumers = this.#consumers.get(input);
      if (consumers) consumers.push(name);
      else this.#consumers.set(input, [name]);
    }
    return name;
  }

  /** Nodes that read the memory of `output`, so far, also through others that share it. */
  readersOf(output: Output): string[] {
    const readers = this.#consumers.get(output) ?? [];
    return readers.flatMap((name) => (this.#sharing.has(name) ? [name, ...this.readersOf(name)] : [name]));
  }

  /** A value that never changes; small ones that are equal are one node. */
  constant(dataType: DataType, dimensions: readonly number[], value: HostArray): Output {
    const { buffer, byteOffset, byteLength } = value;
    const tensor = { kind: "tensor", type: dataType, shape: dimensions, value } as const;
    const write = () => this.node("Const", [], { dtype: type(dataType), value: tensor });
    if (byteLength > MOST_COMPARED_BYTES) return write();
    const key = `${dataType} ${dimensions} ${Buffer.from(buffer, byteOffset, byteLength).toString("latin1")}`;
    const output = this.#constants.get(key) ?? write();
    this.#constants.set(key, output);
    return output;
  }

  /** A float32 scalar. */
  scalar(value: number): Output {
    return this.constant(DATA_TYPES.float32, [], Float32Array.of(value));
  }

  /** An int32 vector. */
  integers(values: readonly number[]): Output {
    return this.constant(DATA_TYPES.int32, [values.length], Int32Array.from(values));
  }

  placeholder(dataType: DataType, dimensions: readonly number[], name: string): Output {
    return this.node("Placeholder", [], { dtype: type(dataType), shape: shape(dimensions) }, { name });
  }

  /**
   * Declares a variable. The session owns its storage; it has no value before something is assigned.
   *
   * @param device where it is kept; what touches it runs there too
   */
  variable(name: string, dataType: DataType, dimensions: readonly number[], device?: string): Variable {
    const handle = this.node(
      "VarHandleOp",
      [],
      { dtype: type(dataType), shape: shape(dimensions), shared_name: string(name), container: string("") },
      { name: `variables/${name}`, ...(device && { device }) },
    );
    return { name, type: dataType, shape: dimensions, handle };
  }

  /**
   * A tensor whose memory is a file, mapped for reading at each call: what is not read is not loaded, and what is read
   * belongs to the system's cache of files. The file holds its values one after the other, little-endian, and must not
   * change while a session that reads it is open.
   */
  mapped(file: string, dataType: DataType, dimensions: readonly number[]): Output {
    // TensorFlow would compute what has no inputs once, while it loads the graph, and keep a copy of the whole file. It
    // leaves alone what another allocator will place, which this attribute says, and which nothing else reads.
    const attributes = { _scoped_allocator: integers([]), memory_region_name: string(file) };
    return this.node("ImmutableConst", [], { dtype: type(dataType), shape: shape(dimensions), ...attributes });
  }

  /** The variable's value once all nodes of `after` have run. */
  read({ name, type: dataType, handle }: Variable, after: Iterable<string> = []): Output {
    return this.node("ReadVariableOp", [handle], { dtype: type(dataType) }, { name: `read/${name}`, after });
  }

  assign({ name, type: dataType, handle }: Variable, value: Output, after: Iterable<string> = []): string {
    const attributes = { dtype: type(dataType) };
    return this.node("AssignVariableOp", [handle, value], attributes, { name: `assign/${name}`, after });
  }

  /** Stacks scalars of float32 into a vector; `after` as for a node. */
  pack(scalars: readonly Output[], options: NodeOptions = {}): Output {
    return this.node("Pack", scalars, { T: FLOAT32, N: integer(scalars.length), axis: integer(0) }, options);
  }

  /** The `count` slices of a tensor along its leading dimension. */
  unpack(tensor: Output, dataType: DataType, count: number): Output[] {
    const attributes = { T: type(dataType), num: integer(count), axis: integer(0) };
    const node = this.node("Unpack", [tensor], attributes);
    return Array.from({ length: count }, (_, i) => (i > 0 ? `${node}:${i}` : node));
  }

  /** The graph as the bytes of a SavedModel, tagged `serve`. The numbers are fields of TensorFlow's messages. */
  savedModel(): Uint8Array<ArrayBuffer> {
    const graph = new Message();
    for (const node of this.#nodes) graph.message(1, encodeNode(node));
    graph.message(4, new Message().integer(1, PRODUCER).integer(2, MINIMUM_CONSUMER));
    const metaGraph = new Message().message(1, new Message().string(4, "serve")).message(2, graph);
    return new Message().integer(1, 1).message(2, metaGraph).finish();
  }

  #unique(wish: string): string {
    const base = wish.replace(/[^A-Za-z0-9_./-]/g, "_").replace(/^[^A-Za-z0-9.]/, "n");
    let name = base;
    for (let number = 1; this.#names.has(name); number++) name = `${base}_${number}`;
    this.#names.add(name);
    return name;
  }
}

function encodeNode({ name, op, inputs, attributes, device }: Node): Message {
  const message = new Message().string(1, name).string(2, op);
  for (const input of inputs) message.string(3, input);
  if (device) message.string(4, device);
  for (const [key, attribute] of Object.entries(attributes)) {
    message.message(5, new Message().string(1, key).message(2, encodeAttribute(attribute)));
  }
  return message;
}

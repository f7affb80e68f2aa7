/**
 * A network as the primitive operations that run, in an order that computes the same for less: max pooling comes before
 * a bias and any activation that never decreases, because it commutes with them and leaves them a quarter of the data.
 * Not before batch normalisation, whose statistics would be of other data, nor before a sum.
 */
import { layerInputs } from "#domain/architectures/layer-inputs";
import type { Layer } from "#domain/architectures/layers";

type Activation = "relu" | "relu6" | "elu" | "tanh" | "softmax";

/** What a product computes along with itself, in a plan that `fuseOperations` made. */
export type Along = { bias?: string; rectifier?: "relu" | "relu6" };

type Computation =
  | ({ op: "convolve" | "convolveDepthwise"; kernel: string; strides: number; padding: "same" | "valid" } & Along)
  | ({ op: "multiply"; kernel: string } & Along)
  | { op: "add"; bias: string }
  /** Weights are `<layer>/gamma` and so on. */
  | { op: "normalize"; layer: string; momentum: number; epsilon: number }
  | { op: "sum" }
  | { op: "activate"; activation: Activation }
  | { op: "leakyRelu"; alpha: number }
  | { op: "maxPool" | "averagePool"; size: number; strides: number; padding: "same" | "valid" }
  | { op: "averageAll" }
  | { op: "resize"; height: number; width: number; interpolation: "nearest" | "bilinear" }
  /** Max pooling of a rectified sum with a bias: three operations in one. `slope` as of `Rectifier`. */
  | { op: "activatedMaxPool"; size: number; bias: string | null; slope: number }
  | { op: "dropout"; layer: string; rate: number }
  | { op: "flatten" };

/** A computation with the names of the values that it reads, and of the one that it makes. */
export type Operation = Computation & { inputs: readonly string[]; output: string };

export type Plan = {
  operations: readonly Operation[];
  /** The value that is the network's result. */
  output: string;
};

/** Operations of `layers` in their own order; each layer's output has its name. The picture is the value `PICTURE`. */
export function operationsOf(layers: readonly Layer[]): Operation[] {
  const inputs = layerInputs(layers);
  return layers.flatMap((layer, i) => chain(layer, inputs[i] ?? []));
}

/** Those of `operations` without which the values `names` cannot be computed, in their own order. */
export function neededFor(operations: readonly Operation[], names: readonly string[]): Operation[] {
  const needed = new Set(names);
  const kept: Operation[] = [];
  for (const operation of operations.toReversed()) {
    if (!needed.has(operation.output)) continue;
    kept.unshift(operation);
    for (const input of operation.inputs) needed.add(input);
  }
  return kept;
}

/** Operations that compute the same for less, without a closing softmax: a network ends in logits. */
export function plan(layers: readonly Layer[]): Plan {
  const operations = operationsOf(layers);
  const output = operations.at(-1)?.output ?? "";
  movePooling(operations);
  joinPooling(operations);
  return withoutClosingSoftmax(operations, output);
}

/** The operations up to the logits: without the softmax that computes `output` for nobody else to read. */
export function withoutClosingSoftmax(operations: readonly Operation[], output: string): Plan {
  const last = operations.findIndex((operation) => operation.output === output);
  const closing = operations[last];
  if (closing?.op !== "activate" || closing.activation !== "softmax" || readers(operations, output) > 0) {
    return { operations, output };
  }
  return { operations: operations.toSpliced(last, 1), output: closing.inputs[0] ?? "" };
}

/** What a layer computes, one operation after the other. The last one's value has the layer's name. */
function chain(layer: Layer, inputs: readonly string[]): Operation[] {
  const computations = computationsOf(layer);
  const nameAt = (i: number) => (i === computations.length - 1 ? layer.name : `${layer.name}/${i + 1}`);
  return computations.map((computation, i) => ({
    ...computation,
    inputs: i === 0 ? inputs : [nameAt(i - 1)],
    output: nameAt(i),
  }));
}

type Windowed = { strides?: number | undefined; padding: "same" | "valid" };
const windowOf = ({ strides, padding }: Windowed, otherwise: number) => ({ strides: strides ?? otherwise, padding });

function computationsOf(layer: Layer): Computation[] {
  const { name } = layer;
  const alone = { strides: 1, padding: "same" } as const;
  const ending = ({ useBias, activation }: { useBias: boolean; activation: "linear" | Activation }): Computation[] => [
    ...(useBias ? [{ op: "add", bias: `${name}/bias` } as const] : []),
    ...(activation === "linear" ? [] : [{ op: "activate", activation } as const]),
  ];
  switch (layer.type) {
    case "Conv2D":
      return [{ op: "convolve", kernel: `${name}/kernel`, ...windowOf(layer, 1) }, ...ending(layer)];
    case "DepthwiseConv2D":
      return [{ op: "convolveDepthwise", kernel: `${name}/depthwise_kernel`, ...windowOf(layer, 1) }, ...ending(layer)];
    case "SeparableConv2D":
      return [
        { op: "convolveDepthwise", kernel: `${name}/depthwise_kernel`, ...windowOf(layer, 1) },
        { op: "convolve", kernel: `${name}/pointwise_kernel`, ...alone },
        ...ending(layer),
      ];
    case "Dense":
      return [{ op: "multiply", kernel: `${name}/kernel` }, ...ending(layer)];
    case "BatchNormalization":
      return [{ op: "normalize", layer: name, momentum: layer.momentum, epsilon: layer.epsilon }];
    case "Add":
      return [{ op: "sum" }];
    case "Activation":
      return [{ op: "activate", activation: layer.activation }];
    case "LeakyReLU":
      return [{ op: "leakyRelu", alpha: layer.alpha }];
    case "MaxPooling2D":
      return [{ op: "maxPool", size: layer.poolSize, ...windowOf(layer, layer.poolSize) }];
    case "AveragePooling2D":
      return [{ op: "averagePool", size: layer.poolSize, ...windowOf(layer, layer.poolSize) }];
    case "GlobalAveragePooling2D":
      return [{ op: "averageAll" }];
    case "Resizing":
      return [{ op: "resize", height: layer.height, width: layer.width, interpolation: layer.interpolation }];
    case "Dropout":
      return [{ op: "dropout", layer: name, rate: layer.rate }];
    case "Flatten":
      return [{ op: "flatten" }];
  }
}

/** Moves each max pooling as far ahead as it may go: past operations that commute with it and whose value only it reads. */
function movePooling(operations: Operation[]): void {
  for (let start = 0; start < operations.length; start++) {
    let at = start;
    for (;;) {
      const pool = operations[at];
      const read = pool?.inputs[0] ?? "";
      const before = operations.findIndex((operation) => operation.output === read);
      const ahead = operations[before];
      if (pool?.op !== "maxPool" || !ahead || !commutesWithMaximum(ahead)) break;
      if (readers(operations, read) > 1) break;
      const first = { ...pool, inputs: ahead.inputs, output: read };
      const second = { ...ahead, inputs: [read], output: pool.output };
      operations.splice(at, 1);
      operations.splice(before, 1, first, second);
      at = before;
    }
  }
}

/** Joins a max pooling with the bias and the rectifier that follow it. */
function joinPooling(operations: Operation[]): void {
  for (let at = 0; at < operations.length; at++) {
    const pool = operations[at];
    if (pool?.op !== "maxPool" || pool.strides !== pool.size || pool.padding !== "same") continue;
    const { size, inputs, output } = pool;
    let joined: Extract<Operation, { op: "activatedMaxPool" }> = {
      op: "activatedMaxPool",
      size,
      inputs,
      output,
      bias: null,
      slope: 1,
    };
    for (let next = only(operations, joined.output); next; next = only(operations, joined.output)) {
      const { output } = next;
      if (next.op === "add" && joined.bias === null && joined.slope === 1)
        joined = { ...joined, bias: next.bias, output };
      else if (slopeOf(next) !== null && joined.slope === 1) joined = { ...joined, slope: slopeOf(next) ?? 1, output };
      else break;
      operations.splice(operations.indexOf(next), 1);
      operations[at] = joined;
    }
  }
}

/** The operation that reads a value, if one alone does. */
const only = (operations: readonly Operation[], value: string): Operation | undefined => {
  const reading = operations.filter(({ inputs }) => inputs.includes(value));
  return reading.length === 1 ? reading[0] : undefined;
};

function slopeOf(operation: Operation): number | null {
  if (operation.op === "leakyRelu") return operation.alpha;
  return operation.op === "activate" && operation.activation === "relu" ? 0 : null;
}

const readers = (operations: readonly Operation[], value: string): number =>
  operations.filter(({ inputs }) => inputs.includes(value)).length;

/** Whether the operation treats values one by one, each channel alike, and never reverses their order. */
const commutesWithMaximum = (operation: Operation): boolean =>
  operation.op === "add" ||
  operation.op === "leakyRelu" ||
  (operation.op === "activate" && operation.activation !== "softmax");

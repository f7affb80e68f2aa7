/**
 * A published model as an ONNX file, so that onnxruntime-web can run the same network. Layers of the lab's first two
 * networks only. Like ours it takes bytes, [pictures, height, width, channels], and answers with probabilities.
 */
import type { Layer } from "#domain/architectures/layers";
import type { ModelManifest } from "#domain/models/manifest";
import { scaleAndOffset } from "#ml/data/standardise";
import { decodeWeights } from "#ml/inference/weights-codec";
import { Message } from "#trainer/graph/protobuf-writer";

const FLOAT = 1;
const UINT8 = 2;
const OPSET = 17;

type Attribute = number | { float: number } | readonly number[] | string;
type Weight = { shape: readonly number[]; values: Float32Array };

/** @throws Error at a layer that this bench does not know */
export function onnxModel({ layers, input, weights, classes }: ModelManifest, shards: Uint8Array): Uint8Array {
  const [height, width, channels] = input.shape;
  const graph = new GraphWriter();
  const named = byName(weights, shards);
  const weight = (name: string): Weight => {
    const found = named.get(name);
    if (!found) throw new Error(`The model has no weight ${name}.`);
    return found;
  };
  const { scale, offset } = scaleAndOffset(input);
  let value = graph.node("Transpose", ["pictures"], { perm: [0, 3, 1, 2] });
  value = graph.node("Cast", [value], { to: FLOAT });
  value = graph.node("Mul", [value, graph.weight("scale", { shape: [], values: Float32Array.of(scale) })]);
  value = graph.node("Add", [value, graph.weight("offset", { shape: [], values: Float32Array.of(offset) })]);
  for (const layer of layers) value = addLayer(graph, layer, value, weight);
  graph.node("Identity", [value], {}, "probabilities");

  const body = graph.finish();
  body.string(2, "network");
  body.message(11, valueInfo("pictures", UINT8, [null, height, width, channels]));
  body.message(12, valueInfo("probabilities", FLOAT, [null, classes.length]));
  const opset = new Message().string(1, "").integer(2, OPSET);
  return new Message().integer(1, 8).message(7, body).message(8, opset).finish();
}

function addLayer(graph: GraphWriter, layer: Layer, x: string, weight: (name: string) => Weight): string {
  switch (layer.type) {
    case "Conv2D": {
      const kernel = graph.weight(`${layer.name}/kernel`, outputsFirst(weight(`${layer.name}/kernel`)));
      const bias = graph.weight(`${layer.name}/bias`, weight(`${layer.name}/bias`));
      const side = layer.kernelSize;
      return graph.node("Conv", [x, kernel, bias], { kernel_shape: [side, side], auto_pad: "SAME_UPPER" });
    }
    case "LeakyReLU":
      return graph.node("LeakyRelu", [x], { alpha: { float: layer.alpha } });
    case "MaxPooling2D": {
      const window = [layer.poolSize, layer.poolSize];
      return graph.node("MaxPool", [x], { kernel_shape: window, strides: window, auto_pad: "SAME_UPPER" });
    }
    case "Dropout":
      return x;
    case "Flatten":
      // Our dense weights follow channels last.
      return graph.node("Flatten", [graph.node("Transpose", [x], { perm: [0, 2, 3, 1] })], { axis: 1 });
    case "Dense": {
      const kernel = graph.weight(`${layer.name}/kernel`, weight(`${layer.name}/kernel`));
      const bias = graph.weight(`${layer.name}/bias`, weight(`${layer.name}/bias`));
      const sum = graph.node("Gemm", [x, kernel, bias]);
      if (layer.activation === "linear") return sum;
      if (layer.activation === "relu") return graph.node("Relu", [sum]);
      if (layer.activation === "softmax") return graph.node("Softmax", [sum], { axis: -1 });
      break;
    }
  }
  throw new Error(`The bench cannot write the layer ${layer.name} (${layer.type}) as ONNX.`);
}

/** A kernel [height, width, in, out] as [out, in, height, width]. */
function outputsFirst({ shape, values }: Weight): Weight {
  const [height = 0, width = 0, from = 0, to = 0] = shape;
  const turned = new Float32Array(values.length);
  let at = 0;
  for (let out = 0; out < to; out += 1)
    for (let channel = 0; channel < from; channel += 1)
      for (let y = 0; y < height; y += 1)
        for (let x = 0; x < width; x += 1) {
          turned[at] = values[((y * width + x) * from + channel) * to + out] ?? 0;
          at += 1;
        }
  return { shape: [to, from, height, width], values: turned };
}

function byName(weights: ModelManifest["weights"], shards: Uint8Array): Map<string, Weight> {
  const sizes = weights.map(({ shape }) => shape.reduce((product, n) => product * n, 1));
  const values = decodeWeights(
    shards,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  let at = 0;
  return new Map(
    weights.map(({ name, shape }, i) => {
      const start = at;
      at += sizes[i] ?? 0;
      return [name, { shape, values: values.slice(start, at) }];
    }),
  );
}

/** Collects nodes and weights of a graph; each node's output has a name of its own. */
class GraphWriter {
  readonly #graph = new Message();
  #nodes = 0;

  node(
    operator: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    output = `value_${++this.#nodes}`,
  ): string {
    const node = new Message();
    for (const input of inputs) node.string(1, input);
    node.string(2, output).string(3, output).string(4, operator);
    for (const [name, attribute] of Object.entries(attributes)) node.message(5, attributeOf(name, attribute));
    this.#graph.message(1, node);
    return output;
  }

  weight(name: string, { shape, values }: Weight): string {
    const tensor = new Message();
    for (const size of shape) tensor.integer(1, size);
    tensor.integer(2, FLOAT).string(8, name);
    tensor.bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    this.#graph.message(5, tensor);
    return name;
  }

  finish(): Message {
    return this.#graph;
  }
}

/** Numbers of AttributeProto's types. */
const TYPES = { float: 1, integer: 2, string: 3, integers: 7 } as const;

function attributeOf(name: string, attribute: Attribute): Message {
  const message = new Message().string(1, name);
  if (typeof attribute === "number") return message.integer(3, attribute).integer(20, TYPES.integer);
  if (typeof attribute === "string") return message.string(4, attribute).integer(20, TYPES.string);
  if ("float" in attribute) return message.float(2, attribute.float).integer(20, TYPES.float);
  for (const value of attribute) message.integer(8, value);
  return message.integer(20, TYPES.integers);
}

/** @param shape null for the number of pictures, which is free */
function valueInfo(name: string, type: number, shape: readonly (number | null)[]): Message {
  const dimensions = new Message();
  for (const size of shape) {
    dimensions.message(1, size === null ? new Message().string(2, "pictures") : new Message().integer(1, size));
  }
  const tensor = new Message().integer(1, type).message(2, dimensions);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}

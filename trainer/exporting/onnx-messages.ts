/** The messages of ONNX (onnx.proto3) that a network needs; numbers of fields and types are the format's. */
import { encodeWeights } from "#ml/inference/weights-codec";
import { Message } from "../graph/protobuf-writer.ts";

const TENSOR_TYPES = { float: 1, uint8: 2 } as const;
export type TensorType = keyof typeof TENSOR_TYPES;
const ATTRIBUTE_TYPES = { float: 1, integer: 2, text: 3, integers: 7 } as const;

export type OnnxAttribute =
  | { float: number }
  | { integer: number }
  | { text: string }
  | { integers: readonly number[] };

export type OnnxNode = {
  operator: string;
  inputs: readonly string[];
  output: string;
  attributes?: Readonly<Record<string, OnnxAttribute>>;
};

export type OnnxTensor = { name: string; shape: readonly number[]; values: Float32Array };
export type OnnxValue = { name: string; type: TensorType; shape: readonly (number | string)[] };

export type OnnxModel = {
  description: string;
  metadata: Readonly<Record<string, string>>;
  nodes: readonly OnnxNode[];
  constants: readonly OnnxTensor[];
  input: OnnxValue;
  output: OnnxValue;
};

/** The oldest version of the format that has this set of operators. */
const FORMAT_VERSION = 8;
const OPERATOR_SET = 17;

export function encodeOnnx({ description, metadata, nodes, constants, input, output }: OnnxModel) {
  const graph = new Message().string(2, "cultivar");
  for (const node of nodes) graph.message(1, nodeMessage(node));
  for (const constant of constants) graph.message(5, tensorMessage(constant));
  graph.message(11, valueMessage(input)).message(12, valueMessage(output));

  const model = new Message()
    .integer(1, FORMAT_VERSION)
    .string(2, "Cultivar")
    .string(6, description)
    .message(7, graph)
    .message(8, new Message().string(1, "").integer(2, OPERATOR_SET));
  for (const [key, value] of Object.entries(metadata)) model.message(14, new Message().string(1, key).string(2, value));
  return model.finish();
}

function nodeMessage({ operator, inputs, output, attributes = {} }: OnnxNode): Message {
  const node = new Message().string(3, output).string(4, operator).string(2, output);
  for (const input of inputs) node.string(1, input);
  for (const [name, value] of Object.entries(attributes)) node.message(5, attributeMessage(name, value));
  return node;
}

function attributeMessage(name: string, value: OnnxAttribute): Message {
  const attribute = new Message().string(1, name);
  if ("float" in value) return attribute.float(2, value.float).integer(20, ATTRIBUTE_TYPES.float);
  if ("integer" in value) return attribute.integer(3, value.integer).integer(20, ATTRIBUTE_TYPES.integer);
  if ("text" in value) return attribute.string(4, value.text).integer(20, ATTRIBUTE_TYPES.text);
  for (const integer of value.integers) attribute.integer(8, integer);
  return attribute.integer(20, ATTRIBUTE_TYPES.integers);
}

function tensorMessage({ name, shape, values }: OnnxTensor): Message {
  const tensor = new Message().string(8, name).integer(2, TENSOR_TYPES.float);
  for (const side of shape) tensor.integer(1, side);
  return tensor.bytes(9, encodeWeights(values));
}

function valueMessage({ name, type, shape }: OnnxValue): Message {
  const dimensions = new Message();
  for (const side of shape) {
    dimensions.message(1, typeof side === "number" ? new Message().integer(1, side) : new Message().string(2, side));
  }
  const tensor = new Message().integer(1, TENSOR_TYPES[type]).message(2, dimensions);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}

/** Attributes of operations: each has one of TensorFlow's kinds, which a graph must name. */
import { DATA_TYPES, type DataType, type HostArray } from "./data-types.ts";
import { Message } from "./protobuf-writer.ts";

export type Attribute =
  | { kind: "type"; value: DataType }
  | { kind: "integer" | "float"; value: number }
  | { kind: "integers"; value: readonly number[] }
  | { kind: "boolean"; value: boolean }
  | { kind: "string"; value: string }
  | { kind: "shape"; value: readonly number[] }
  | { kind: "tensor"; type: DataType; shape: readonly number[]; value: HostArray };

export type Attributes = Readonly<Record<string, Attribute>>;

export const type = (value: DataType): Attribute => ({ kind: "type", value });
export const integer = (value: number): Attribute => ({ kind: "integer", value });
export const integers = (value: readonly number[]): Attribute => ({ kind: "integers", value });
export const float = (value: number): Attribute => ({ kind: "float", value });
export const boolean = (value: boolean): Attribute => ({ kind: "boolean", value });
export const string = (value: string): Attribute => ({ kind: "string", value });
export const shape = (value: readonly number[]): Attribute => ({ kind: "shape", value });

export const FLOAT16 = type(DATA_TYPES.float16);
export const FLOAT32 = type(DATA_TYPES.float32);
export const INT32 = type(DATA_TYPES.int32);
export const UINT8 = type(DATA_TYPES.uint8);

/** The attribute as TensorFlow's `AttrValue`; the numbers are its fields. */
export function encodeAttribute(attribute: Attribute): Message {
  const message = new Message();
  switch (attribute.kind) {
    case "string":
      return message.string(2, attribute.value);
    case "integer":
      return message.integer(3, attribute.value);
    case "float":
      return message.float(4, attribute.value);
    case "boolean":
      return message.integer(5, Number(attribute.value));
    case "type":
      return message.integer(6, attribute.value);
    case "shape":
      return message.message(7, encodeShape(attribute.value));
    case "tensor": {
      const { buffer, byteOffset, byteLength } = attribute.value;
      const tensor = new Message().integer(1, attribute.type).message(2, encodeShape(attribute.shape));
      return message.message(8, tensor.bytes(4, new Uint8Array(buffer, byteOffset, byteLength)));
    }
    case "integers": {
      const list = new Message();
      for (const value of attribute.value) list.integer(3, value);
      return message.message(1, list);
    }
  }
}

function encodeShape(dimensions: readonly number[]): Message {
  const message = new Message();
  for (const size of dimensions) message.message(2, new Message().integer(1, size));
  return message;
}

/** TensorFlow's data types by their numbers in `types.proto`, as graphs and the binding of tfjs-node name them. */

export const DATA_TYPES = {
  float32: 1,
  int32: 3,
  uint8: 4,
  string: 7,
  complex64: 8,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  float16: 19,
  resource: 20,
} as const;

export type DataTypeName = keyof typeof DATA_TYPES;
/** A number of `DATA_TYPES`. */
export type DataType = (typeof DATA_TYPES)[DataTypeName];

/** What a session takes and gives. */
export type HostArray = Float32Array | Int32Array | Uint8Array;

const NAMES = new Map<number, DataTypeName>(
  Object.entries(DATA_TYPES).map(([name, type]) => [type, name as DataTypeName]),
);

/** The name of a data type, for messages; `type 23` for one that graphs here do not use. */
export const nameOfType = (type: number): string => NAMES.get(type) ?? `type ${type}`;

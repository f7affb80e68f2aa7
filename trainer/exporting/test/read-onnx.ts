/** Reads what a test needs of an ONNX file, by the numbers of the format's fields. */

type Field = { number: number; value: number | Uint8Array };

function fieldsOf(bytes: Uint8Array): Field[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, value));
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const [number, wireType] = [tag >> 3, tag & 7];
    if (wireType === 0) fields.push({ number, value: varint() });
    else if (wireType === 5) {
      fields.push({ number, value: view.getFloat32(at, true) });
      at += 4;
    } else if (wireType === 2) {
      const length = varint();
      fields.push({ number, value: bytes.subarray(at, at + length) });
      at += length;
    } else throw new Error(`Wire type ${wireType} is none of ONNX'.`);
  }
  return fields;
}

class Reader {
  readonly #fields: Field[];
  constructor(bytes: Uint8Array) {
    this.#fields = fieldsOf(bytes);
  }
  all(number: number): (number | Uint8Array)[] {
    return this.#fields.filter((field) => field.number === number).map(({ value }) => value);
  }
  numbers = (number: number): number[] => this.all(number).map(Number);
  bytes = (number: number): Uint8Array[] => this.all(number) as Uint8Array[];
  texts = (number: number): string[] => this.bytes(number).map((bytes) => new TextDecoder().decode(bytes));
  messages = (number: number): Reader[] => this.bytes(number).map((bytes) => new Reader(bytes));
}

const ATTRIBUTE_TYPES: Record<number, (reader: Reader) => unknown> = {
  1: (reader) => reader.numbers(2)[0],
  2: (reader) => reader.numbers(3)[0],
  3: (reader) => reader.texts(4)[0],
  7: (reader) => reader.numbers(8),
};

const describedValue = (value: Reader) => {
  const tensor = value.messages(2)[0]?.messages(1)[0];
  const sides = tensor?.messages(2)[0]?.messages(1) ?? [];
  return {
    name: value.texts(1)[0],
    type: tensor?.numbers(1)[0],
    shape: sides.map((side) => side.numbers(1)[0] ?? side.texts(2)[0]),
  };
};

export function readOnnx(bytes: Uint8Array) {
  const model = new Reader(bytes);
  const [graph] = model.messages(7);
  if (!graph) throw new Error("The file has no graph.");
  return {
    version: model.numbers(1)[0],
    description: model.texts(6)[0] ?? "",
    metadata: Object.fromEntries(model.messages(14).map((entry) => [entry.texts(1)[0], entry.texts(2)[0]])),
    operatorSets: model.messages(8).map((set) => set.numbers(2)[0]),
    inputs: graph.messages(11).map(describedValue),
    outputs: graph.messages(12).map(describedValue),
    nodes: graph.messages(1).map((node) => ({
      operator: node.texts(4)[0] ?? "",
      inputs: node.texts(1),
      outputs: node.texts(2),
      attributes: Object.fromEntries(
        node.messages(5).map((one) => [one.texts(1)[0], ATTRIBUTE_TYPES[one.numbers(20)[0] ?? 0]?.(one)]),
      ),
    })),
    constants: graph.messages(5).map((tensor) => ({
      name: tensor.texts(8)[0] ?? "",
      type: tensor.numbers(2)[0],
      shape: tensor.numbers(1),
      values: new Float32Array(Uint8Array.from(tensor.bytes(9)[0] ?? []).buffer),
    })),
  };
}

/**
 * Reads the tensors of a PyTorch file (`torch.save` of a state dictionary) without PyTorch, and without running what it
 * says: a pickle with the tensors' names and shapes, and their values beside it. Both containers are read: the zip archive
 * that PyTorch 1.6 and later write, and the older sequence of pickles.
 */
import { unzipSync } from "fflate";
import { type Unpickling, unpickle } from "./unpickle.ts";

export type PytorchTensor = { shape: number[]; values: Float32Array | BigInt64Array };

/** Values that tensors are views of. */
class Storage {
  readonly key: string;
  readonly type: StorageType;
  readonly count: number;
  /** Once they have been read. */
  values: PytorchTensor["values"] | undefined;

  constructor(key: string, type: StorageType, count: number) {
    this.key = key;
    this.type = type;
    this.count = count;
  }

  get byteLength(): number {
    return this.count * this.type.BYTES_PER_ELEMENT;
  }

  fill(bytes: Uint8Array): void {
    // Copied: bytes in a file lie on no boundary that an array of numbers could begin at.
    this.values = new this.type(bytes.slice().buffer);
  }
}

class View {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: number[];
  /** How far apart neighbours lie along each axis, in values. */
  readonly strides: number[];

  constructor(storage: Storage, offset: number, shape: number[], strides: number[]) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

const STORAGE_TYPES = { "torch.FloatStorage": Float32Array, "torch.LongStorage": BigInt64Array } as const;
const STORAGE_NAMES = Object.keys(STORAGE_TYPES) as (keyof typeof STORAGE_TYPES)[];
type StorageType = (typeof STORAGE_TYPES)[keyof typeof STORAGE_TYPES];

/** First of the older sequence's pickles. */
const MAGIC_NUMBER = 0x1950a86a20f9469cfc6cn;
const PROTOCOL_VERSION = 1001;
const MOST_DIMENSIONS = 8;

/**
 * Tensors by name. Values of floats of 32 bits and integers of 64 are read, little-endian.
 *
 * @throws Error that says what is wrong with the file
 */
export function readPytorch(bytes: Uint8Array): Map<string, PytorchTensor> {
  const storages = new Map<string, Storage>();
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const dictionary = isArchive ? readArchive(bytes, storages) : readSequence(bytes, storages);
  if (!(dictionary instanceof Map)) throw new Error("The file holds no dictionary of tensors.");
  const tensors = new Map<string, PytorchTensor>();
  for (const [name, view] of dictionary) {
    if (!(view instanceof View)) throw new Error(`${name} is no tensor.`);
    tensors.set(String(name), { shape: view.shape, values: valuesOf(String(name), view) });
  }
  return tensors;
}

/** A zip archive of `<folder>/data.pkl` and `<folder>/data/<key>`, none of them compressed. */
function readArchive(bytes: Uint8Array, storages: Map<string, Storage>): unknown {
  const files = unzipSync(bytes, {
    filter({ name, compression }) {
      if (compression !== 0) throw new Error(`${name} is compressed, which PyTorch does not do.`);
      return true;
    },
  });
  const main = Object.keys(files).find((name) => name.endsWith("/data.pkl"));
  if (main === undefined) throw new Error("The archive has no data.pkl, so it is not PyTorch's.");
  const folder = main.slice(0, -"data.pkl".length);
  const order = files[`${folder}byteorder`];
  if (order && new TextDecoder().decode(order) !== "little") throw new Error("The values are not little-endian.");
  const { value } = unpickle(files[main] as Uint8Array, 0, tensorsIn(storages));
  for (const storage of storages.values()) {
    const part = files[`${folder}data/${storage.key}`];
    if (part?.length !== storage.byteLength) throw new Error(`The values of storage ${storage.key} are not all there.`);
    storage.fill(part);
  }
  return value;
}

/** Pickles of a magic number, a version, the writer's platform, the tensors and the storages' keys; then the values. */
function readSequence(bytes: Uint8Array, storages: Map<string, Storage>): unknown {
  let at = 0;
  const next = (): unknown => {
    const { value, end } = unpickle(bytes, at, tensorsIn(storages));
    at = end;
    return value;
  };
  if (next() !== MAGIC_NUMBER || next() !== PROTOCOL_VERSION) throw new Error("This is no file of PyTorch's.");
  const platform = next();
  if (!(platform instanceof Map && platform.get("little_endian") === true)) {
    throw new Error("The values are not little-endian.");
  }
  const dictionary = next();
  const keys = next();
  if (!Array.isArray(keys)) throw new Error("The file does not list its storages.");
  for (const key of keys) {
    const storage = storages.get(key);
    if (!storage) throw new Error(`No tensor uses storage ${key}.`);
    const start = at + BigInt64Array.BYTES_PER_ELEMENT;
    at = start + storage.byteLength;
    if (at > bytes.length) throw new Error("The file is cut off.");
    const count = new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(start - 8, true);
    if (count !== BigInt(storage.count)) throw new Error(`Storage ${key} has ${count} values, not ${storage.count}.`);
    storage.fill(bytes.subarray(start, at));
  }
  return dictionary;
}

/** What a pickle of tensors may ask for. Storages that it names are put into `storages`. */
const tensorsIn = (storages: Map<string, Storage>): Unpickling => ({
  allowed: {
    "collections.OrderedDict": () => new Map(),
    "torch._utils._rebuild_tensor_v2": rebuildTensor,
    ...Object.fromEntries(STORAGE_NAMES.map((name) => [name, name])),
  },
  persistent(id) {
    const [kind, type, key, , count] = Array.isArray(id) ? id : [];
    const name = STORAGE_NAMES.find((known) => known === type);
    if (kind !== "storage" || !name || typeof key !== "string" || !isCount(count)) {
      throw new Error("The pickle names something else than a storage of values.");
    }
    const storage = storages.get(key) ?? new Storage(key, STORAGE_TYPES[name], count);
    storages.set(key, storage);
    return storage;
  },
});

function rebuildTensor(storage: unknown, offset: unknown, shape: unknown, strides: unknown): View {
  const areCounts = (values: unknown): values is number[] =>
    Array.isArray(values) && values.length <= MOST_DIMENSIONS && values.every(isCount);
  if (!(storage instanceof Storage) || !isCount(offset) || !areCounts(shape) || !areCounts(strides)) {
    throw new Error("The pickle describes a tensor as PyTorch does not.");
  }
  if (shape.length !== strides.length) throw new Error("A tensor has not as many strides as dimensions.");
  const last = shape.reduce((at, length, axis) => at + (length - 1) * (strides[axis] ?? 0), offset);
  if (shape.includes(0) || last >= storage.count) throw new Error("A tensor reaches beyond its storage.");
  return new View(storage, offset, shape, strides);
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The values row by row, however they lie in the storage. */
function valuesOf(name: string, { storage, offset, shape, strides }: View): PytorchTensor["values"] {
  const stored = storage.values;
  if (!stored) throw new Error(`The values of ${name} are missing.`);
  const size = shape.reduce((product, length) => product * length, 1);
  if (size > storage.count) throw new Error(`${name} has more values than its storage.`);
  const values = new storage.type(size);
  const place = shape.map(() => 0);
  for (let i = 0, at = offset; i < size; i++) {
    values[i] = stored[at] as number & bigint;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const [next, length, stride] = [(place[axis] ?? 0) + 1, shape[axis] ?? 1, strides[axis] ?? 0];
      at += stride;
      place[axis] = next;
      if (next < length) break;
      at -= length * stride;
      place[axis] = 0;
    }
  }
  return values;
}

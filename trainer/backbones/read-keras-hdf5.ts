/**
 * Reads weights that Keras saved as HDF5: the layout of Keras 1 and 2 (`layer_names` and `weight_names`), in which the
 * weights of `keras.applications` are published.
 */
import { open } from "node:fs/promises";
import { type Attribute, Dataset, File, Group, ready } from "h5wasm/node";

type ExpectedWeight = { name: string; shape: readonly number[] };
/** A layer that has weights. */
export type WeightedLayer = { name: string; weights: readonly ExpectedWeight[] };

/**
 * Reads the weights of `layers`. As Keras does, it takes the file's layers that have weights, and the weights of each, by
 * their order and not by their names: those are whatever Keras called them when the file was saved.
 *
 * Nothing is read but what has an expected shape, so a file cannot claim more memory than `layers` have.
 *
 * @returns for each layer the values of its weights
 * @throws Error that names the file when it is none of Keras' HDF5 files, incomplete, or of another network
 */
export async function readKerasHdf5(path: string, layers: readonly WeightedLayer[]): Promise<Float32Array[][]> {
  const refuse = (reason: string) => new Error(`${path} ${reason}.`);
  const flaw = await findFlaw(path);
  if (flaw) throw refuse(flaw);
  await ready;
  let file: File | undefined;
  try {
    file = new File(path, "r");
    return readLayers(file, layers);
  } catch (error) {
    if (error instanceof Misfit) throw refuse(error.message);
    throw new Error(`${path} is a damaged HDF5 file.`, { cause: error });
  } finally {
    file?.close();
  }
}

/** What a file holds instead of what it should; the message continues a sentence that begins with its name. */
class Misfit extends Error {}

const SIGNATURE = Buffer.from("\x89HDF\r\n\x1a\n", "latin1");
/** Where the superblock has the address at which the file ends, by the superblock's version; 8 bytes, little-endian. */
const END_ADDRESS: Readonly<Record<number, number>> = { 0: 40, 2: 28, 3: 28 };
const SUPERBLOCK_BYTES = 48;

/** Why the file cannot be opened at all, in words that follow its name; the library itself tells these apart on stderr alone. */
async function findFlaw(path: string): Promise<string | null> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => error);
  if (handle instanceof Error) return handle.code === "ENOENT" ? "is missing" : `cannot be opened (${handle.code})`;
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) return "is no file";
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SUPERBLOCK_BYTES), 0, SUPERBLOCK_BYTES, 0);
    if (!buffer.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return "is no HDF5 file";
    const address = END_ADDRESS[buffer.readUInt8(SIGNATURE.length)];
    const end = bytesRead < SUPERBLOCK_BYTES ? SUPERBLOCK_BYTES : address ? Number(buffer.readBigUInt64LE(address)) : 0;
    if (stat.size < end) return `is incomplete: it has ${stat.size} bytes instead of ${end}`;
    return null;
  } finally {
    await handle.close();
  }
}

function readLayers(file: File, layers: readonly WeightedLayer[]): Float32Array[][] {
  const saved = savedLayers(file);
  if (saved.length !== layers.length) {
    throw new Misfit(`has ${saved.length} layers with weights instead of ${layers.length}`);
  }
  return saved.map(({ name, group, weights }, i) => {
    const expected = layers[i] as WeightedLayer;
    if (weights.length !== expected.weights.length) {
      const [here, there] = [weights.length, expected.weights.length];
      throw new Misfit(`has ${here} weights in its layer ${name} where ${expected.name} has ${there}`);
    }
    return weights.map((weight, j) => readWeight(group, weight, expected.weights[j] as ExpectedWeight));
  });
}

type SavedLayer = { name: string; group: Group; weights: string[] };

/** Layers of the file that have weights, in their order. A file of a whole model keeps them in a group of its own. */
function savedLayers(file: File): SavedLayer[] {
  const whole = file.get("model_weights");
  const root = whole instanceof Group ? whole : file;
  const names = namesOf(root, "layer_names");
  if (!names) {
    throw new Misfit(
      "names no layers (layer_names), so it is not of the layout of Keras 1 and 2; Keras 3's .weights.h5 is another one",
    );
  }
  return names.flatMap((name) => {
    const group = root.get(name);
    const weights = group instanceof Group ? namesOf(group, "weight_names") : null;
    if (!(group instanceof Group) || !weights) throw new Misfit(`lacks the layer ${name}, which it names`);
    return weights.length > 0 ? [{ name, group, weights }] : [];
  });
}

function readWeight(group: Group, saved: string, { name, shape }: ExpectedWeight): Float32Array {
  const dataset = group.get(saved);
  if (!(dataset instanceof Dataset)) throw new Misfit(`lacks the weight ${saved}, which it names`);
  const found = dataset.shape ?? [];
  if (found.join() !== shape.join()) {
    throw new Misfit(`has ${saved} of shape ${found.join(" × ")} where ${name} has ${shape.join(" × ")}`);
  }
  if (dataset.dtype !== FLOAT32)
    throw new Misfit(`has ${saved} of type ${JSON.stringify(dataset.dtype)} instead of float32`);
  const values = dataset.value as Float32Array;
  if (!values.every(Number.isFinite)) throw new Misfit(`has values in ${saved} that are not finite`);
  return values;
}

/** Little-endian float of 32 bits. */
const FLOAT32 = "<f";
/** Names in one attribute; Keras' largest networks have about a thousand layers. */
const MOST_NAMES = 10_000;

/** The list of names that Keras keeps in an attribute, or in several with numbers where it is long; null without any. */
function namesOf(group: Group, name: string): string[] | null {
  const { attrs } = group;
  const whole = attrs[name];
  if (whole) return stringsOf(whole);
  const parts: string[] = [];
  for (let i = 0; ; i++) {
    const part = attrs[`${name}${i}`];
    if (!part) return i > 0 ? parts : null;
    parts.push(...stringsOf(part));
  }
}

function stringsOf(attribute: Attribute): string[] {
  const count = attribute.shape?.[0] ?? 0;
  // An empty list has the type of numbers.
  if (count === 0) return [];
  if (count > MOST_NAMES) throw new Misfit(`has ${count} entries in ${attribute.name}`);
  const { value } = attribute;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw new Misfit(`has other things than names in ${attribute.name}`);
}

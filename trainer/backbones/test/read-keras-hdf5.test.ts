import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { File, ready } from "h5wasm/node";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readKerasHdf5, type WeightedLayer } from "../read-keras-hdf5.ts";
import { sampleWeight } from "./sample-weights.ts";

const weight = (name: string, ...shape: number[]) => ({ name, shape });
const averaged = ["gamma", "beta", "moving_mean", "moving_variance"];
/** The network of `make-fixtures.py`. */
const SMALL: WeightedLayer[] = [
  { name: "first", weights: [weight("first/kernel", 3, 3, 3, 4), weight("first/bias", 4)] },
  { name: "normal", weights: averaged.map((name) => weight(`normal/${name}`, 4)) },
  {
    name: "separable",
    weights: [weight("separable/depthwise_kernel", 3, 3, 4, 1), weight("separable/pointwise_kernel", 1, 1, 4, 5)],
  },
];
const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);
const values = (layers: readonly WeightedLayer[]) =>
  layers.map(({ weights }) => weights.map(({ name, shape }) => sampleWeight(name, shape)));

let folder: string;
const scratch = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-hdf5-"));
  await ready;
});
afterEach(() => rm(folder, { recursive: true }));

/** What a test makes of a file of two layers, one without weights, as Keras 1 wrote them. */
type Variation = {
  shape?: number[];
  type?: string;
  values?: Float32Array;
  layer?: string;
  weight?: string;
  gzip?: boolean;
};

/** @returns the path of the file */
function writeFileOf({
  shape = [2, 3],
  type = "<f",
  values: written,
  layer = "dense_1",
  weight: saved = "dense_1_W",
  gzip,
}: Variation) {
  const path = scratch("made.h5");
  const file = new File(path, "w");
  file.create_attribute("layer_names", ["flatten_1", "dense_1"], [2], "S9");
  file.create_group("flatten_1").create_attribute("weight_names", new Float64Array(0), [0], "<d");
  const group = file.create_group(layer);
  group.create_attribute("weight_names", ["dense_1_W"], [1], "S9");
  const data = written ?? sampleWeight("one/kernel", shape);
  const packing = gzip ? { chunks: shape, compression: "gzip" as const, compression_opts: 9 } : {};
  group.create_dataset({
    name: saved,
    data: type === "<d" ? Float64Array.from(data) : data,
    shape,
    dtype: type,
    ...packing,
  });
  file.close();
  return path;
}
const ONE: WeightedLayer[] = [{ name: "one", weights: [weight("one/kernel", 2, 3)] }];

test.each(["small-weights.h5", "small-model.h5"])("%s, saved by Keras, is read to the bit", async (name) => {
  expect(await readKerasHdf5(fixture(name), SMALL)).toEqual(values(SMALL));
});

test.each([{}, { gzip: true }])(
  "so is a file with the fixed names of Keras 1, by the order of its layers: %o",
  async (variation) => {
    expect(await readKerasHdf5(writeFileOf(variation), ONE)).toEqual(values(ONE));
  },
);

test("long lists of names may be cut into several attributes", async () => {
  const path = scratch("cut.h5");
  const file = new File(path, "w");
  file.create_attribute("layer_names0", ["a"]);
  file.create_attribute("layer_names1", ["b"]);
  for (const name of ["a", "b"]) {
    const group = file.create_group(name);
    group.create_attribute("weight_names", ["kernel"], [1], "S6");
    group.create_dataset({ name: "kernel", data: sampleWeight(`${name}/kernel`, [2]), shape: [2], dtype: "<f" });
  }
  file.close();
  const layers = ["a", "b"].map((name) => ({ name, weights: [weight(`${name}/kernel`, 2)] }));
  expect(await readKerasHdf5(path, layers)).toEqual(values(layers));
});

test("what is no HDF5 file, missing or incomplete is refused by its path", async () => {
  const refusal = async (path: string, reason: string) =>
    expect(readKerasHdf5(path, SMALL)).rejects.toThrow(`${path} ${reason}.`);
  await refusal(scratch("none.h5"), "is missing");
  await refusal(folder, "is no file");
  await writeFile(scratch("page.h5"), "<html>Sign in to this network</html>");
  await refusal(scratch("page.h5"), "is no HDF5 file");
  await writeFile(scratch("empty.h5"), "");
  await refusal(scratch("empty.h5"), "is no HDF5 file");
  const whole = await readFile(fixture("small-weights.h5"));
  for (const bytes of [10, 100, whole.length - 1]) {
    await writeFile(scratch("cut.h5"), whole.subarray(0, bytes));
    await expect(readKerasHdf5(scratch("cut.h5"), SMALL)).rejects.toThrow(
      `${scratch("cut.h5")} is incomplete: it has ${bytes} bytes instead of`,
    );
  }
});

test("Keras 3's own layout is refused by name", async () => {
  const path = fixture("small.weights.h5");
  await expect(readKerasHdf5(path, SMALL)).rejects.toThrow(`${path} names no layers (layer_names)`);
  await expect(readKerasHdf5(path, SMALL)).rejects.toThrow("Keras 3's .weights.h5 is another one.");
});

test.each<[string, Variation]>([
  ["has dense_1_W of shape 3 × 2 where one/kernel has 2 × 3", { shape: [3, 2] }],
  ['has dense_1_W of type "<d" instead of float32', { type: "<d" }],
  ["has values in dense_1_W that are not finite", { values: Float32Array.of(0, 1, 2, Number.NaN, 4, 5) }],
  ["lacks the layer dense_1, which it names", { layer: "dense_2" }],
  ["lacks the weight dense_1_W, which it names", { weight: "dense_1_b" }],
])("a file that %s is refused", async (reason, variation) => {
  const path = writeFileOf(variation);
  await expect(readKerasHdf5(path, ONE)).rejects.toThrow(`${path} ${reason}.`);
});

test("so is the file of another network", async () => {
  const path = fixture("small-weights.h5");
  const [first, ...rest] = SMALL as [WeightedLayer, ...WeightedLayer[]];
  await expect(readKerasHdf5(path, rest)).rejects.toThrow(`${path} has 3 layers with weights instead of 2.`);
  const unbiased = { ...first, weights: first.weights.slice(0, 1) };
  await expect(readKerasHdf5(path, [unbiased, ...rest])).rejects.toThrow(
    `${path} has 2 weights in its layer first where first has 1.`,
  );
});

test("a file that claims a weight of any size is refused before a byte of it is read", async () => {
  const path = scratch("huge.h5");
  const file = new File(path, "w");
  file.create_attribute("layer_names", ["dense_1"], [1], "S9");
  const group = file.create_group("dense_1");
  group.create_attribute("weight_names", ["w"], [1], "S1");
  const shape = [2 ** 30, 2 ** 10];
  group
    .create_dataset({
      name: "w",
      data: Float32Array.of(1),
      shape: [1, 1],
      maxshape: [null, null],
      chunks: [1, 1],
      dtype: "<f",
    })
    .resize(shape);
  file.close();
  await expect(readKerasHdf5(path, ONE)).rejects.toThrow("has w of shape 1073741824 × 1024 where one/kernel has 2 × 3");
});

test("a file whose inside is damaged is refused", async () => {
  const bytes = await readFile(fixture("small-weights.h5"));
  await writeFile(scratch("damaged.h5"), bytes.fill(0xab, 96, bytes.length));
  await expect(readKerasHdf5(scratch("damaged.h5"), SMALL)).rejects.toThrow("damaged.h5 is a damaged HDF5 file.");
});

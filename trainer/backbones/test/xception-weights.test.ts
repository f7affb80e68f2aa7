import "@tensorflow/tfjs";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { File, ready } from "h5wasm/node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { xception } from "#domain/backbones/xception";
import { Network } from "#ml/architectures/network";
import { cutByWeight } from "#ml/architectures/weight-specs";
import { datasetsFolder } from "../../datasets/dataset-files.ts";
import { graphWeights } from "../../engines/graph-network.ts";
import { PredictionGraph } from "../../graph/prediction-graph.ts";
import { openBackend } from "../../graph/test/open-backend.ts";
import { fetchXceptionFile, findXceptionFile, readXceptionWeights, XCEPTION_FILE } from "../xception-weights.ts";
import keras from "./fixtures/xception.json" with { type: "json" };
import { sampleWeight } from "./sample-weights.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let folder: string;
let path: string;
const network = new Network(xception(), [96, 96, 3]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-xception-"));
  path = join(folder, XCEPTION_FILE.name);
  await ready;
  writeNumbered(path);
});
afterAll(() => rm(folder, { recursive: true }));

/** Sample weights of the first `count` layers in the layout of the published file, in which all layers are numbered. */
function writeNumbered(to: string, count = network.layers.length): void {
  const file = new File(to, "w");
  const names: string[] = [];
  for (const layer of network.layers.slice(0, count)) {
    const name = `${layer.type.toLowerCase()}_${names.length + 1}`;
    names.push(name);
    const weights = network.weights.filter((weight) => weight.name.startsWith(`${layer.name}/`));
    const saved = weights.map((weight) => `${name}_${weight.name.split("/")[1]}:0`);
    const group = file.create_group(name);
    if (saved.length === 0) group.create_attribute("weight_names", new Float64Array(0), [0], "<d");
    else group.create_attribute("weight_names", saved, [saved.length], "S64");
    for (const [i, { name: weight, shape }] of weights.entries()) {
      group.create_dataset({ name: saved[i] ?? "", data: sampleWeight(weight, shape), shape, dtype: "<f" });
    }
  }
  file.create_attribute("layer_names", names, [names.length], "S64");
  file.close();
}

test("the published file's layout is read to the bit", async () => {
  const parameters = await readXceptionWeights(path);
  expect(parameters.length).toBe(20_861_480);
  for (const [i, values] of cutByWeight(network.weights, parameters).entries()) {
    const { name = "", shape = [] } = network.weights[i] ?? {};
    expect(Buffer.compare(bytesOf(values), bytesOf(sampleWeight(name, shape))), name).toBe(0);
  }
});

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength);

test("a file that lacks layers is refused, with what to do", async () => {
  const short = join(folder, "short.h5");
  writeNumbered(short, 5);
  const reading = readXceptionWeights(short);
  await expect(reading).rejects.toThrow(`${short} has 4 layers with weights instead of 80.`);
  await expect(reading).rejects.toThrow("npm run backbone -- xception fetches");
});

describe("where the file is", () => {
  test("XCEPTION_WEIGHTS goes before the fetched one", () => {
    expect(findXceptionFile({ XCEPTION_WEIGHTS: path, CULTIVAR_HOME: "/nowhere" })).toBe(path);
  });

  test("one that cannot be fetched leaves the other way", async () => {
    // Something that is in the way fails without a network and with one.
    const home = join(folder, "home");
    await writeFile(home, "");
    await expect(fetchXceptionFile({ CULTIVAR_HOME: home }, () => {})).rejects.toThrow(
      /copy the file from elsewhere and set XCEPTION_WEIGHTS=\/path\/to\/it\.$/,
    );
  });

  test("without one, the error says which is missing and how to get it", () => {
    const { name, url } = XCEPTION_FILE;
    expect(() => findXceptionFile({ CULTIVAR_HOME: "/nowhere" })).toThrow(
      `Xception's weights are missing: there is no /nowhere/backbones/xception/${name}. npm run backbone -- xception fetches ${name} (84 MB) ` +
        `from ${url}. Where that cannot be reached, copy the file from elsewhere and set XCEPTION_WEIGHTS=/path/to/it.`,
    );
    expect(() => findXceptionFile({ XCEPTION_WEIGHTS: "/gone.h5" })).toThrow(
      "there is no /gone.h5, which XCEPTION_WEIGHTS names.",
    );
  });
});

const backend = await openBackend();
describe.skipIf(!backend)("features on TensorFlow agree with Keras'", () => {
  test("of 64 pictures enlarged to 96 × 96", async () => {
    expectFeatures(await featuresOf(xception(), await enlarged(96, 64)), keras.bilinear96);
  });

  test("of a picture enlarged to 224 × 224", async () => {
    expectFeatures(await featuresOf(xception(), await enlarged(224, 1)), keras.bilinear224);
  });

  test("of a standardised picture that the network enlarges, as in the lab notebook", async () => {
    const { mean, std } = keras.standardisation;
    const pictures = tf.div(tf.sub(tf.div(await testPictures(1), 255), mean), std) as tf.Tensor4D;
    const resizing = { type: "Resizing", name: "resizing", height: 224, width: 224, interpolation: "nearest" } as const;
    const layers: Layer[] = [resizing, ...xception()];
    expectFeatures(await featuresOf(layers, pictures), keras.notebook224);
  });
});

type Features = { mean: number; deviation: number; values: number[] };

/** Values of each picture's feature map that lie as far apart as those of the fixture. */
const STRIDE = 3007;

/** Within a thousandth of the standard deviation of the picture's features. */
function expectFeatures(actual: Float32Array[], expected: readonly Features[]): void {
  expect(expected.length).toBeGreaterThanOrEqual(actual.length);
  for (const [i, features] of actual.entries()) {
    const { mean, deviation, values } = expected[i] ?? { mean: 0, deviation: 0, values: [] };
    expect(values.length).toBe(256);
    const sample = values.map((_, j) => features[(j * STRIDE) % features.length] ?? Number.NaN);
    const differences = sample.map((value, j) => Math.abs(value - (values[j] ?? 0)));
    expect(Math.max(...differences) / deviation).toBeLessThan(1e-3);
    const average = features.reduce((sum, value) => sum + value, 0) / features.length;
    const variance = features.reduce((sum, value) => sum + (value - average) ** 2, 0) / features.length;
    expect(Math.abs(average / mean - 1)).toBeLessThan(1e-3);
    expect(Math.abs(Math.sqrt(variance) / deviation - 1)).toBeLessThan(1e-3);
  }
}

/** Pictures that are computed at once, at most. */
const BATCH = 16;

/** The features of each picture, computed as an engine's predictor does. */
async function featuresOf(layers: readonly Layer[], pictures: tf.Tensor4D): Promise<Float32Array[]> {
  const [count, ...shape] = pictures.shape;
  const body = new Network(layers, shape as ImageShape);
  const values = pictures.dataSync<"float32">();
  if (!backend) return [];
  const graph = new PredictionGraph(
    backend,
    {
      weights: graphWeights(body),
      examples: { pictures: { type: "float32", shape } },
      predict: (weights, batch) => body.logits(weights, batch.pictures as tf.Tensor4D),
    },
    { batch: Math.min(count, BATCH), parts: 1 },
    cutByWeight(body.weights, await readXceptionWeights(path)),
  );
  const pixels = values.length / count;
  const answers = graph.run(count, (start, real, [into]) =>
    into?.set(values.subarray(start * pixels, (start + real) * pixels)),
  );
  graph.dispose();
  const size = answers.length / count;
  return Array.from({ length: count }, (_, i) => answers.subarray(i * size, (i + 1) * size));
}

/** The first test pictures of CIFAR-10, values 0 to 255. */
async function testPictures(count: number): Promise<tf.Tensor4D> {
  const bytes = new Uint8Array(count * 3072);
  const file = await open(join(datasetsFolder(process.env), "cifar10", "test-images.u8"));
  await file.read(bytes).finally(() => file.close());
  return tf.tensor4d(Float32Array.from(bytes), [count, 32, 32, 3]);
}

/** The same, enlarged, with values from -1 to 1. */
async function enlarged(side: number, count: number): Promise<tf.Tensor4D> {
  const pictures = tf.image.resizeBilinear(await testPictures(count), [side, side], false, true);
  return tf.sub(tf.div(pictures, 127.5), 1);
}

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { layersOf } from "#domain/architectures/layers-of";
import { DATASETS } from "#domain/datasets/catalogue";
import { presetSpec } from "#domain/experiments/presets";
import { SAMPLE_INPUT, SAMPLE_NETWORKS } from "#ml/architectures/test/sample-layers";
import { writeTfjs } from "../tfjs.ts";
import { ownAnswers, type SampleSource, samplePictures, sampleSource } from "./sample-source.ts";

beforeAll(() => tf.setBackend("cpu"));

const COUNT = 3;
const preset = (id: "scratch" | "deeper"): [string, Layer[], ImageShape] => [
  id,
  layersOf(presetSpec(id).architecture, 10),
  DATASETS.cifar10.image,
];
const enlarged = (interpolation: "nearest" | "bilinear"): readonly Layer[] => [
  { type: "Resizing", name: "enlarged", height: 21, width: 11, interpolation },
  { type: "AveragePooling2D", name: "pool", poolSize: 3, strides: 2, padding: "same" },
  { type: "Flatten", name: "flatten_1" },
  {
    type: "Dense",
    name: "dense_1",
    units: 4,
    activation: "softmax",
    useBias: true,
    kernelInitializer: "glorotUniform",
  },
];

/** What a page loads once it has unpacked the archive. */
async function load(archive: Uint8Array<ArrayBuffer>): Promise<tf.LayersModel> {
  const files = unzipSync(archive);
  const json = JSON.parse(new TextDecoder().decode(files["model.json"])) as tf.io.ModelJSON;
  const shards = json.weightsManifest.flatMap(({ paths }) => paths.map((path) => files[path] ?? new Uint8Array()));
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
      weightData: Uint8Array.from(Buffer.concat(shards)).buffer,
    }),
  );
}

async function answers(model: tf.LayersModel, pictures: Uint8Array, input: ImageShape): Promise<Float32Array> {
  const answer = tf.tidy(() => model.predict(tf.tensor(pictures, [COUNT, ...input], "int32")) as tf.Tensor);
  const values = new Float32Array(await answer.data<"float32">());
  answer.dispose();
  return values;
}

async function expectSameAnswers(sample: SampleSource, input: ImageShape): Promise<void> {
  const pictures = samplePictures(input, COUNT);
  const expected = await ownAnswers(sample, pictures, COUNT);
  const model = await load(writeTfjs(sample.source));
  const found = await answers(model, pictures, input);
  model.dispose();
  expect(found).toHaveLength(expected.length);
  // Different pictures have different answers, so that a network without effect would not pass.
  expect(expected.subarray(0, 4)).not.toEqual(expected.subarray(4, 8));
  const largest = found.reduce((max, value, i) => Math.max(max, Math.abs(value - (expected[i] ?? Number.NaN))), 0);
  expect(largest).toBeLessThanOrEqual(1e-6);
}

describe("TensorFlow.js opens the exported model, which takes pixels and answers as our own network", () => {
  test.each([
    ...SAMPLE_NETWORKS.map(([name, layers]) => [name, layers, SAMPLE_INPUT] as const),
    preset("scratch"),
    preset("deeper"),
    ["with pixels repeated by no whole factor", enlarged("nearest"), SAMPLE_INPUT] as const,
    ["with pixels interpolated by no whole factor", enlarged("bilinear"), SAMPLE_INPUT] as const,
  ])("%s", async (_, layers, input) => {
    await expectSameAnswers(sampleSource(layers, input), input);
  });

  test("with a backbone, whose weights are files of their own", async () => {
    const [[, layers]] = SAMPLE_NETWORKS;
    await expectSameAnswers(sampleSource(layers, SAMPLE_INPUT, 6), SAMPLE_INPUT);
  });
});

test("the archive names the classes and says what the model takes and whose it is", () => {
  const { source } = sampleSource(SAMPLE_NETWORKS[0][1], SAMPLE_INPUT, 6);
  const files = unzipSync(writeTfjs(source));
  const text = (name: string) => new TextDecoder().decode(files[name]);
  expect(JSON.parse(text("classes.json"))).toEqual(source.manifest.classes);
  for (const fact of [
    "Owls, seed 3",
    "Ada",
    "7 × 8 × 3",
    source.manifest.classes.join(", "),
    "c".repeat(64),
    "Apache-2.0",
    "62.50 %",
  ]) {
    expect(text("README.txt")).toContain(fact);
  }
});

test("the same model gives the same bytes", () => {
  const { source } = sampleSource(SAMPLE_NETWORKS[2][1], SAMPLE_INPUT);
  expect(writeTfjs(source)).toEqual(writeTfjs(source));
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { type Dataset, File, type Group, ready } from "h5wasm/node";
import { describe, expect, test } from "vitest";
import type { Layer } from "#domain/architectures/layers";
import { SAMPLE_INPUT, SAMPLE_NETWORKS } from "#ml/architectures/test/sample-layers";
import { writeKeras } from "../keras.ts";
import { sampleSource, sampleWeights } from "./sample-source.ts";

type Saved = { group: string; layer: unknown; weights: { shape: number[]; values: Float32Array }[] };

/** The groups of `layers`, as Keras' loader finds them. */
async function readWeights(bytes: Uint8Array): Promise<Saved[]> {
  await ready;
  const folder = await mkdtemp(join(tmpdir(), "cultivar-keras-"));
  try {
    await writeFile(join(folder, "weights.h5"), bytes);
    const file = new File(join(folder, "weights.h5"), "r");
    const layers = file.get("layers") as Group;
    const saved = layers.keys().map((group) => {
      const variables = file.get(`layers/${group}/vars`) as Group;
      const weights = variables.keys().map((_, i) => {
        const dataset = file.get(`layers/${group}/vars/${i}`) as Dataset;
        expect(dataset.dtype).toBe("<f");
        return { shape: dataset.shape ?? [], values: dataset.value as Float32Array };
      });
      return { group, layer: variables.attrs.name?.value, weights };
    });
    file.close();
    return saved;
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Config = {
  config: { layers: { class_name: string; name: string; config: Record<string, unknown>; inbound_nodes: unknown[] }[] };
};

async function open(layers: readonly Layer[]) {
  const { source } = sampleSource(layers, SAMPLE_INPUT);
  const files = unzipSync(await writeKeras(source));
  const json = (name: string) => JSON.parse(new TextDecoder().decode(files[name]));
  const saved = await readWeights(files["model.weights.h5"] ?? new Uint8Array());
  return { source, files, config: json("config.json") as Config, metadata: json("metadata.json"), saved };
}

describe.each(SAMPLE_NETWORKS)("a network %s as .keras", (_, layers) => {
  test("has all weights, bit for bit, each with the layer that it belongs to", async () => {
    const { source, saved } = await open(layers);
    const expected = sampleWeights(source);
    const found = saved.flatMap(({ layer, weights }) => {
      const names = source.specs.map(({ name }) => name).filter((name) => name.startsWith(`${layer}/`));
      expect(weights).toHaveLength(names.length);
      return weights.map(({ shape, values }, i) => [names[i] ?? "", { shape, values }] as const);
    });
    expect(found.map(([name]) => name).toSorted()).toEqual([...expected.keys()].toSorted());
    for (const [name, { shape, values }] of found) {
      expect(shape).toEqual(source.specs.find((spec) => spec.name === name)?.shape);
      expect(values).toEqual(expected.get(name));
    }
  });

  test("has all layers between pixels and probabilities", async () => {
    const { config, metadata } = await open(layers);
    expect(metadata.keras_version).toMatch(/^3\./);
    const names = config.config.layers.map(({ name }) => name);
    expect(names).toEqual(["input", "rescaling", ...layers.map(({ name }) => name)]);
    expect(config.config.layers.slice(1).every(({ inbound_nodes }) => inbound_nodes.length === 1)).toBe(true);
  });
});

const conv = {
  type: "Conv2D",
  filters: 3,
  kernelSize: 3,
  padding: "same",
  activation: "linear",
  useBias: true,
} as const;
/** The way around is longer than the way through, so it is farther from the output, though it is listed later. */
const LONG_WAY_AROUND: readonly Layer[] = [
  { ...conv, name: "conv2d_1", kernelInitializer: "heNormal" },
  { type: "Activation", name: "activation_1", activation: "relu" },
  { ...conv, name: "conv2d_2", kernelInitializer: "heNormal" },
  { ...conv, name: "around_1", inputs: ["input"], kernelSize: 1, kernelInitializer: "heNormal" },
  { type: "LeakyReLU", name: "leaky_relu_1", alpha: 0.1 },
  { ...conv, name: "around_2", kernelSize: 1, kernelInitializer: "heNormal" },
  { type: "Activation", name: "activation_2", activation: "tanh" },
  { type: "Add", name: "add_1", inputs: ["conv2d_2", "activation_2"] },
  { type: "GlobalAveragePooling2D", name: "avg_pool" },
  { type: "Flatten", name: "flatten_1" },
  { type: "Dense", name: "dense_1", units: 4, activation: "softmax", useBias: true, kernelInitializer: "heNormal" },
];
/** Groups and their layers as Keras 3.15 itself writes them when it saves that network. */
const KERAS_GROUPS = {
  conv2d: "around_1",
  conv2d_1: "conv2d_1",
  conv2d_2: "around_2",
  conv2d_3: "conv2d_2",
  activation: "activation_1",
  activation_1: "activation_2",
};

test("layers of a class are counted as Keras lists them: by their distance from the output", async () => {
  const { saved } = await open(LONG_WAY_AROUND);
  const layerOf = Object.fromEntries(saved.map(({ group, layer }) => [group, layer]));
  expect(layerOf).toMatchObject(KERAS_GROUPS);
});

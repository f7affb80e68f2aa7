import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { initialWeights } from "../../architectures/initial-weights.ts";
import { Network } from "../../architectures/network.ts";
import { SAMPLE_INPUT, SAMPLE_LAYERS } from "../../architectures/test/sample-layers.ts";
import { uniforms } from "../../data/random.ts";
import { createCompiledPredictor } from "../../inference/compiled-predictor.ts";
import { createEagerPredictor, type PredictorTask } from "../../inference/predictor.ts";
import { compileNetwork } from "../compile-network.ts";
import { multiplyAddHere, SEPARATE } from "../instructions.ts";
import { startCompiled } from "../run-compiled.ts";
import { NotCompiledError } from "../stages.ts";

const CLASSES = 10;

const convolution = (name: string, filters: number, kernelSize: number, more: object = {}) =>
  ({
    type: "Conv2D",
    name,
    filters,
    kernelSize,
    padding: "same",
    activation: "linear",
    useBias: true,
    kernelInitializer: "glorotUniform",
    ...more,
  }) as Layer;
const glorot = { depthwiseInitializer: "glorotUniform", pointwiseInitializer: "glorotUniform" };
const separable = (name: string, filters: number, kernelSize: number, more: object = {}) =>
  ({ ...convolution(name, filters, kernelSize, more), type: "SeparableConv2D", ...glorot }) as Layer;
const dense = (name: string, units: number, activation: string) =>
  ({ type: "Dense", name, units, activation, useBias: true, kernelInitializer: "glorotUniform" }) as Layer;
const pool = (name: string, poolSize: number, more: object = {}) =>
  ({ type: "MaxPooling2D", name, poolSize, padding: "same", ...more }) as Layer;
const leaky = (name: string): Layer => ({ type: "LeakyReLU", name, alpha: 0.1 });
const dropout = (name: string): Layer => ({ type: "Dropout", name, rate: 0.5 });
const flatten: Layer = { type: "Flatten", name: "flatten" };
const logits = dense("logits", CLASSES, "softmax");

/** Odd sides, channels that fill no vector and such that do, windows over edges, branches. */
const NETWORKS: readonly [string, ImageShape, readonly Layer[]][] = [
  [
    "pooled convolutions, as the lab's",
    [12, 20, 3],
    [
      convolution("a", 32, 3),
      leaky("b"),
      pool("c", 2),
      dropout("d"),
      convolution("e", 12, 3),
      pool("f", 2),
      flatten,
      dropout("g"),
      dense("h", 64, "relu"),
      logits,
    ],
  ],
  [
    "one channel, sides that are odd",
    [7, 9, 1],
    [convolution("a", 5, 3, { activation: "relu" }), pool("b", 2), flatten, logits],
  ],
  [
    "kernels of one and five",
    [6, 11, 3],
    [convolution("a", 33, 5, { activation: "relu" }), convolution("b", 6, 1, { useBias: false }), flatten, logits],
  ],
  [
    "strides, and windows that stay within",
    [15, 17, 3],
    [
      convolution("a", 8, 3, { strides: 2, padding: "valid" }),
      leaky("b"),
      convolution("c", 64, 3, { strides: 2 }),
      { type: "Activation", name: "d", activation: "relu6" },
      { type: "GlobalAveragePooling2D", name: "e" },
      flatten,
      logits,
    ],
  ],
  [
    "pools that overlap, and means",
    [9, 12, 3],
    [
      convolution("a", 7, 3),
      pool("b", 3, { strides: 1 }),
      { type: "Activation", name: "c", activation: "relu" },
      pool("d", 3, { strides: 3, padding: "valid" }),
      convolution("e", 4, 2),
      { type: "AveragePooling2D", name: "f", poolSize: 2, strides: 1, padding: "valid" },
      flatten,
      logits,
    ],
  ],
  [
    "residual, separable",
    [10, 10, 3],
    [
      convolution("a", 16, 3, { activation: "relu" }),
      separable("b", 16, 3),
      { type: "Add", name: "c", inputs: ["b", "a"] },
      { type: "Activation", name: "d", activation: "relu" },
      pool("e", 2),
      separable("f", 9, 5, { strides: 2 }),
      leaky("g"),
      flatten,
      logits,
    ],
  ],
  [
    "separable from the picture on, which another layer reads as well",
    [6, 5, 3],
    [
      separable("a", 3, 3, { activation: "relu" }),
      { type: "Add", name: "b", inputs: ["a", "input"] },
      dropout("c"),
      leaky("d"),
      { type: "GlobalAveragePooling2D", name: "e" },
      logits,
    ],
  ],
  ...(["nearest", "bilinear"] as const).map((interpolation): (typeof NETWORKS)[number] => [
    `resized, ${interpolation}`,
    [5, 6, 3],
    [
      { type: "Resizing", name: "a", height: 12, width: 11, interpolation },
      convolution("b", 6, 3, { strides: 2, activation: "relu6" }),
      { type: "Resizing", name: "c", height: 4, width: 3, interpolation },
      { type: "Activation", name: "d", activation: "relu" },
      flatten,
      logits,
    ],
  ]),
  ["no convolution at all", [5, 3, 3], [flatten, dense("a", 7, "relu"), logits]],
  ["one pixel", [1, 1, 3], [convolution("a", 8, 3), flatten, logits]],
];

function taskFor(
  picture: ImageShape,
  layers: readonly Layer[],
): PredictorTask & { standardisation: { mean: number; std: number } } {
  const network = new Network(layers, picture);
  // Biases begin with zero, which would hide one that is missing.
  const parameters = initialWeights(network.weights, 3).map((value, i) => value + 0.1 * Math.sin(i));
  return { network, image: picture, standardisation: { mean: 0.4, std: 0.2 }, parameters };
}

const picturesOf = ([height, width, channels]: ImageShape, count: number) =>
  Uint8Array.from(uniforms({ seed: 2, purpose: "shuffle" }, count * height * width * channels), (u) => 256 * u);

function expectClose(values: Float32Array, expected: Float32Array): void {
  expect(values).toHaveLength(expected.length);
  const greatest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  values.forEach((value, i) => {
    expect(Math.abs(value - (expected[i] ?? Number.NaN)) / greatest).toBeLessThan(1e-5);
  });
}

/** In another order than theirs, so many that the last tile of four is not whole. */
const INDICES = Int32Array.of(6, 0, 3, 1, 5, 2, 4);

describe("a compiled network answers as TensorFlow.js does", () => {
  test.each(NETWORKS)("%s", async (_, picture, layers) => {
    const task = taskFor(picture, layers);
    const pictures = picturesOf(picture, INDICES.length);
    const eager = createEagerPredictor(task);
    const expected = await eager.logits(pictures, INDICES);
    eager.dispose();
    const compiled = createCompiledPredictor(task);
    expectClose(await compiled.logits(pictures, INDICES), expected);
    for (const [i, index] of INDICES.entries()) {
      const alone = await compiled.logits(pictures, Int32Array.of(index));
      expectClose(alone, expected.slice(i * CLASSES, (i + 1) * CLASSES));
    }
    // Where products and sums are rounded apart.
    const { network, image, standardisation, parameters } = task;
    const apart = { layers: network.layers, picture: image, standardisation, parameters, multiplyAdd: SEPARATE };
    expectClose((await startCompiled(compileNetwork(apart))).run(pictures, INDICES), expected);
  });

  test("for more pictures than it takes at once, and so does a copy", async () => {
    const [, picture, layers] = NETWORKS[1] as (typeof NETWORKS)[number];
    const task = taskFor(picture, layers);
    const count = 150;
    const pictures = picturesOf(picture, count);
    const all = Int32Array.from({ length: count }, (_, i) => i);
    const compiled = createCompiledPredictor(task);
    const expected = await createEagerPredictor(task).logits(pictures, all);
    expectClose(await compiled.logits(pictures, all), expected);
    const copy = await compiled.copy?.();
    if (!copy) throw new Error("There is no copy.");
    expectClose((await startCompiled(structuredClone(copy))).run(pictures, all), expected);
  });
});

describe("is not compiled", () => {
  afterEach(() => vi.restoreAllMocks());

  test("a network with a layer for which there is no kernel", () => {
    expect(() => createCompiledPredictor(taskFor([...SAMPLE_INPUT], SAMPLE_LAYERS))).toThrow(NotCompiledError);
  });

  test("any, where WebAssembly has no vectors", () => {
    const [, picture, layers] = NETWORKS[1] as (typeof NETWORKS)[number];
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    expect(multiplyAddHere()).toBeNull();
    expect(() => createCompiledPredictor(taskFor(picture, layers))).toThrow(NotCompiledError);
  });

  test("with products and sums in one, where only these are missing", () => {
    vi.spyOn(WebAssembly, "validate").mockReturnValueOnce(false);
    expect(multiplyAddHere()).toBe(SEPARATE);
  });
});

test("20 models and 1,000 pictures leave neither memories nor tensors behind", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const memories: WeakRef<WebAssembly.Memory>[] = [];
  const { Memory } = WebAssembly;
  // A spy would remember what it gave.
  WebAssembly.Memory = class extends Memory {
    constructor(...size: ConstructorParameters<typeof Memory>) {
      super(...size);
      memories.push(new WeakRef(this));
    }
  };
  const tensors = tf.memory().numTensors;
  const [, picture, layers] = NETWORKS[0] as (typeof NETWORKS)[number];
  const task = taskFor(picture, layers);
  const pictures = picturesOf(picture, 50);
  for (let model = 0; model < 20; model += 1) {
    const compiled = createCompiledPredictor(task);
    for (let i = 0; i < 50; i += 1) await compiled.logits(pictures, Int32Array.of(i));
    compiled.dispose();
  }
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
  expect(memories).toHaveLength(20);
  expect(memories.filter((memory) => memory.deref()).length).toBeLessThanOrEqual(1);
  expect(tf.memory().numTensors).toBe(tensors);
  WebAssembly.Memory = Memory;
});

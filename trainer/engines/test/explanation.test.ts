import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { convolutionOutputs } from "#domain/architectures/convolution-outputs";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { layersOf } from "#domain/architectures/layers-of";
import { presetSpec } from "#domain/experiments/presets";
import { SAMPLE_INPUT, STRIDED_LAYERS } from "#ml/architectures/test/sample-layers";
import { gradCam } from "#ml/explanation/grad-cam";
import { occlusion } from "#ml/explanation/occlusion";
import { openSample, samplePicture } from "#ml/explanation/test/open-sample";
import { softmax } from "#ml/inference/softmax";
import type { Engine } from "../engine.ts";
import { openEngine } from "../open-engine.ts";
import { isTensorflowAvailable } from "./is-tensorflow-available.ts";

const standardisation = { mean: 0.47, std: 0.2 };
const CLASSES = [1, 2];
const CIFAR: ImageShape = [32, 32, 3];
const layersOfPreset = (preset: "deeper" | "pretrained-lite") => layersOf(presetSpec(preset).architecture, 10);

/** Maps of convolutions for each of some classes, as the active backend computes them. */
async function gradCams(layers: readonly Layer[], image: ImageShape, names: readonly string[]) {
  const task = { ...openSample(layers, image), standardisation, picture: samplePicture(image) };
  const maps: Float32Array[] = [];
  for (const layer of names) {
    for (const classIndex of CLASSES) maps.push((await gradCam({ ...task, layer, classIndex })).map);
  }
  return maps;
}

/** The map of hiding, by this engine's own way of answering. */
async function hiding(engine: Engine, layers: readonly Layer[], image: ImageShape, classes: number) {
  const predictor = engine.createPredictor({ ...openSample(layers, image), image, standardisation });
  const { map } = await occlusion({
    picture: samplePicture(image),
    image,
    classes,
    classIndex: 2,
    grey: 120,
    size: 3,
    stride: 2,
    classify: async (pictures, count) =>
      softmax(
        await predictor.logits(
          pictures,
          Int32Array.from({ length: count }, (_, i) => i),
        ),
        classes,
      ),
    onProgress: async () => {},
  });
  predictor.dispose();
  return map;
}

const difference = (one: Float32Array, other: Float32Array | undefined) =>
  Math.max(...one.map((value, i) => Math.abs(value - (other?.[i] ?? Number.NaN))));

const largest = (maps: readonly Float32Array[]) => Math.max(...maps.flatMap((map) => [...map]));

const CASES: [string, readonly Layer[], ImageShape, number][] = [
  ["deeper", layersOfPreset("deeper"), CIFAR, 10],
  ["a network with strides", STRIDED_LAYERS, SAMPLE_INPUT, 4],
];

describe.skipIf(!(await isTensorflowAvailable()))("explanations", { timeout: 60_000 }, () => {
  test.each(CASES)("of %s are those of TensorFlow on every backend of a browser", async (_, layers, image, classes) => {
    const names = convolutionOutputs(layers, image).map(({ output }) => output);
    const tensorflow = await openEngine({ preference: "tensorflow" });
    const [expected, hidden] = [await gradCams(layers, image, names), await hiding(tensorflow, layers, image, classes)];
    expect(largest(expected)).toBeGreaterThan(0.01);
    expect(largest([hidden])).toBeGreaterThan(0.001);

    const wasm = await openEngine({ preference: "wasm" });
    for (const [i, map] of (await gradCams(layers, image, names)).entries()) {
      expect(difference(map, expected[i])).toBeLessThan(1e-4);
    }
    expect(difference(await hiding(wasm, layers, image, classes), hidden)).toBeLessThan(1e-4);
    await tf.setBackend("cpu");
    for (const [i, map] of (await gradCams(layers, image, names)).entries()) {
      expect(difference(map, expected[i])).toBeLessThan(1e-4);
    }
  });

  test("of a backbone are those of TensorFlow, in its middle and at its end", async () => {
    const layers = layersOfPreset("pretrained-lite");
    const outputs = convolutionOutputs(layers, CIFAR).map(({ output }) => output);
    const names = [outputs[Math.floor(outputs.length / 2)] ?? "", outputs.at(-1) ?? ""];
    await openEngine({ preference: "tensorflow" });
    const expected = await gradCams(layers, CIFAR, names);
    await openEngine({ preference: "wasm" });
    const found = await gradCams(layers, CIFAR, names);
    for (const layer of names.keys()) {
      const ofLayer = (maps: readonly Float32Array[]) =>
        maps.slice(layer * CLASSES.length, (layer + 1) * CLASSES.length);
      const scale = largest(ofLayer(expected));
      expect(scale).toBeGreaterThan(0);
      for (const [i, map] of ofLayer(found).entries()) {
        expect(difference(map, ofLayer(expected)[i]) / scale).toBeLessThan(1e-4);
      }
    }
  });
});

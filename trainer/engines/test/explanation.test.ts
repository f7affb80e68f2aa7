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

/** Maps of all convolutions, and of hiding, as this engine computes them. */
async function mapsOf(engine: Engine | null, layers: readonly Layer[], image: ImageShape) {
  const model = openSample(layers, image);
  const picture = samplePicture(image);
  const maps = new Map<string, Float32Array>();
  for (const { output } of convolutionOutputs(layers, image)) {
    for (const classIndex of [0, 1, 2, 3]) {
      const task = { ...model, standardisation, picture, layer: output, classIndex };
      maps.set(`${output}, class ${classIndex}`, (await gradCam(task)).map);
    }
  }
  if (!engine) return maps;
  const predictor = engine.createPredictor({ ...model, image, standardisation });
  const classes = layers.at(-1)?.type === "Dense" ? (layers.at(-1) as { units: number }).units : 0;
  const { map } = await occlusion({
    picture,
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
  return maps.set("hiding", map);
}

const DEEPER = layersOf(presetSpec("deeper").architecture, 10);
const CASES: [string, readonly Layer[], ImageShape][] = [
  ["deeper", DEEPER, [32, 32, 3]],
  ["a network with strides", STRIDED_LAYERS, SAMPLE_INPUT],
];

describe.skipIf(!(await isTensorflowAvailable()))("explanations", { timeout: 60_000 }, () => {
  test.each(CASES)("of %s are those of TensorFlow on every backend of a browser", async (_, layers, image) => {
    const expected = await mapsOf(await openEngine({ preference: "tensorflow" }), layers, image);
    const wasm = await mapsOf(await openEngine({ preference: "wasm" }), layers, image);
    await tf.setBackend("cpu");
    const plain = await mapsOf(null, layers, image);
    for (const [name, map] of expected) {
      for (const other of [wasm.get(name), plain.get(name)]) {
        if (!other) continue;
        const difference = Math.max(...map.map((value, i) => Math.abs(value - (other[i] ?? Number.NaN))));
        expect(difference, name).toBeLessThan(1e-4);
      }
    }
    // A map is empty where nothing speaks for the class.
    const empty = [...expected.values()].filter((map) => map.every((value) => value === 0));
    expect(empty.length).toBeLessThan(expected.size * 0.75);
    expect([...wasm.keys()]).toEqual([...expected.keys()]);
  });
});

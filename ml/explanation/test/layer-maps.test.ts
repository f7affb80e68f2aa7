import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import {
  BRANCHED_LAYERS,
  SAMPLE_INPUT,
  SAMPLE_LAYERS,
  SAMPLE_NETWORKS,
} from "../../architectures/test/sample-layers.ts";
import { ExampleReader } from "../../data/examples.ts";
import { filterWeights, layerMaps } from "../layer-maps.ts";
import { openSample, samplePicture } from "./open-sample.ts";

beforeAll(() => tf.setBackend("cpu"));

const standardisation = { mean: 0.5, std: 0.25 };
const picture = samplePicture(SAMPLE_INPUT);

test.each(SAMPLE_NETWORKS)("every layer of a network %s answers as in its whole", async (_, layers) => {
  const model = openSample(layers, SAMPLE_INPUT);
  const pictures = await new ExampleReader(SAMPLE_INPUT, standardisation).gather(picture, Int32Array.of(0));
  const expected = tf.tidy(() =>
    model.network.outputs(model.network.split(tf.tensor1d(model.parameters)), pictures).map((t) => t.clone()),
  );
  const before = tf.memory().numTensors;
  for (const [i, { name }] of layers.entries()) {
    const maps = await layerMaps({ ...model, standardisation, picture, layer: name });
    expect(maps.values, name).toEqual(expected[i]?.dataSync());
    expect(maps.height * maps.width * maps.channels, name).toBe(maps.values.length);
  }
  expect(tf.memory().numTensors).toBe(before);
  tf.dispose([pictures, expected]);
});

/** What a filter answers at one place far from the border, from its weights as they are shown. */
function byHand(
  input: { values: Float32Array; width: number; channels: number },
  row: number,
  column: number,
  shown: ReturnType<typeof filterWeights>,
) {
  if (!shown) throw new Error("No filter.");
  const { values, side, inputs, firstInput } = shown;
  const before = Math.floor((side - 1) / 2);
  let sum = 0;
  for (let channel = 0; channel < inputs; channel++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const at = ((row + y - before) * input.width + column + x - before) * input.channels + channel + firstInput;
        sum += (input.values[at] ?? 0) * (values[(channel * side + y) * side + x] ?? 0);
      }
    }
  }
  return sum;
}

test.each([
  ["a convolution", SAMPLE_LAYERS, "conv2d_1", null, 3],
  ["a separable convolution", BRANCHED_LAYERS, "separable_conv2d_1", null, 3],
  ["a depthwise convolution", BRANCHED_LAYERS, "depthwise_conv2d_1", "max_pooling2d_1", 1],
] as const)("the shown weights of %s give its response", async (_, layers, name, reads, inputs) => {
  // Without the bias, which is not shown, and the activation after it.
  const plain = layers.map((layer) =>
    layer.name === name ? { ...layer, useBias: false, activation: "linear" as const } : layer,
  );
  const model = openSample(plain as typeof layers, SAMPLE_INPUT);
  const standardised = await new ExampleReader(SAMPLE_INPUT, standardisation).gather(picture, Int32Array.of(0));
  const input = reads
    ? await layerMaps({ ...model, standardisation, picture, layer: reads })
    : { values: standardised.dataSync<"float32">(), height: 7, width: 8, channels: 3 };
  const output = await layerMaps({ ...model, standardisation, picture, layer: name });
  for (const filter of [0, output.channels - 1]) {
    const shown = filterWeights(model, name, filter);
    expect(shown).toMatchObject({ convolution: name, inputs });
    const response = output.values[(2 * output.width + 2) * output.channels + filter];
    expect(byHand(input, 2, 2, shown)).toBeCloseTo(response ?? Number.NaN, 4);
  }
  standardised.dispose();
});

test("filters stand behind what keeps their channels, and behind nothing else", () => {
  const row = openSample(SAMPLE_LAYERS, SAMPLE_INPUT);
  expect(filterWeights(row, "max_pooling2d_1", 3)?.convolution).toBe("conv2d_1");
  expect(filterWeights(row, "flatten_1", 0)).toBeNull();
  expect(filterWeights(row, "dense_2", 0)).toBeNull();
  expect(filterWeights(openSample(BRANCHED_LAYERS, SAMPLE_INPUT), "add_1", 0)).toBeNull();
});

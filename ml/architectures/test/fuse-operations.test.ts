import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import type { Layer } from "#domain/architectures/layers";
import { fuseOperations } from "../fuse-operations.ts";
import { initialWeights } from "../initial-weights.ts";
import { Network } from "../network.ts";
import { plan } from "../plan.ts";
import { BRANCHED_LAYERS, SAMPLE_INPUT, SAMPLE_LAYERS, SAMPLE_NETWORKS } from "./sample-layers.ts";

const fused = (layers: readonly Layer[]) =>
  fuseOperations(plan(layers)).map((operation) =>
    [operation.op, "bias" in operation && operation.bias && "bias", "rectifier" in operation && operation.rectifier]
      .filter(Boolean)
      .join(" "),
  );

test("products take along the bias and the rectifier that follow, ahead of max pooling too", () => {
  expect(fused(SAMPLE_LAYERS)).toMatchInlineSnapshot(`
    [
      "convolve bias",
      "maxPool",
      "prelu",
      "dropout",
      "convolve bias",
      "activate",
      "averagePool",
      "convolve bias",
      "maxPool",
      "activate",
      "flatten",
      "multiply bias relu",
      "dropout",
      "multiply bias",
    ]
  `);
});

test("nothing is taken along past a value that something else reads as well", () => {
  expect(fused(BRANCHED_LAYERS)).toMatchInlineSnapshot(`
    [
      "convolveDepthwise",
      "convolve",
      "normalize",
      "convolve",
      "sum",
      "activatedMaxPool",
      "convolveDepthwise bias",
      "activate",
      "sum",
      "prelu",
      "maxPool",
      "averagePool",
      "sum",
      "flatten",
      "multiply",
      "normalize",
      "activate",
      "multiply bias",
    ]
  `);
});

test.each(SAMPLE_NETWORKS)("gives the same logits, and frees what it needed meanwhile: %s", (_, layers) => {
  const network = new Network(layers, SAMPLE_INPUT);
  // Biases begin with zero, which would hide one that is missing.
  const parameters = initialWeights(network.weights, 3).map((value, i) => value + 0.1 * Math.sin(i));
  const weights = network.tensorsOf(parameters);
  const pictures = tf.randomNormal([3, ...SAMPLE_INPUT], 0, 1, "float32", 5) as tf.Tensor4D;
  const before = tf.memory().numTensors;
  const [plain, together] = [network.logits, network.fusedLogits].map((run) => {
    const logits = tf.tidy(() => run.call(network, weights, pictures));
    const values = logits.dataSync();
    logits.dispose();
    return values;
  });
  expect(tf.memory().numTensors).toBe(before);
  expect(together).toHaveLength(plain?.length ?? -1);
  plain?.forEach((value, i) => {
    expect(together?.[i]).toBeCloseTo(value, 4);
  });
  tf.dispose([pictures, ...weights]);
});

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { Network } from "../network.ts";

beforeAll(() => tf.setBackend("cpu"));

/** A picture of two by two, one channel, brought to 4 × 4. */
function enlarged(interpolation: "nearest" | "bilinear"): number[] {
  const network = new Network([{ type: "Resizing", name: "resizing", height: 4, width: 4, interpolation }], [2, 2, 1]);
  return tf.tidy(() => {
    const larger = network.logits([], tf.tensor4d([0, 4, 8, 12], [1, 2, 2, 1]));
    expect(larger.shape).toEqual([1, 4, 4, 1]);
    return [...larger.dataSync()];
  });
}

// By hand: centres of the new pixels lie at -0.25, 0.25, 0.75, 1.25 of the old ones, and outside the outermost count.
test("bilinear: pictures grow by interpolation between the centres of pixels", () => {
  expect(enlarged("bilinear")).toEqual([0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12]);
});

test("nearest: pictures grow by repeating their pixels", () => {
  expect(enlarged("nearest")).toEqual([0, 0, 4, 4, 0, 0, 4, 4, 8, 8, 12, 12, 8, 8, 12, 12]);
});

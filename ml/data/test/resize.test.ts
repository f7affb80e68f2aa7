import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { resizeBilinear } from "../resize.ts";

beforeAll(() => tf.setBackend("cpu"));

// By hand: centres of the new pixels lie at -0.25, 0.25, 0.75, 1.25 of the old ones, and outside the outermost count.
test("pictures grow by interpolation between the centres of pixels", () => {
  const picture = tf.tensor4d([0, 4, 8, 12], [1, 2, 2, 1]);
  const larger = resizeBilinear(picture, [4, 4, 1]);
  expect(larger.shape).toEqual([1, 4, 4, 1]);
  expect([...larger.dataSync()]).toEqual([0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12]);
  tf.dispose([picture, larger]);
});

test("pictures of that size already are left alone", () => {
  const picture = tf.zeros([1, 2, 3, 1]) as tf.Tensor4D;
  expect(resizeBilinear(picture, [2, 3, 1])).toBe(picture);
  picture.dispose();
});

import "@tensorflow/tfjs-backend-cpu";
import { expect, test } from "vitest";
import { Batcher, batchesOf, oneHot } from "../batches.ts";

test("images are gathered in the order of the indices and standardised", async () => {
  const images = Uint8Array.of(0, 51, 102, 153, 204, 255);
  const batch = new Batcher([1, 2, 1], { mean: 0.2, std: 0.5 }).gather(images, Int32Array.of(2, 0));
  expect(batch.shape).toEqual([2, 1, 2, 1]);
  const expected = [204, 255, 0, 51].map((byte) => Math.fround((byte / 255 - 0.2) / 0.5));
  expect([...(await batch.data())]).toEqual(expected);
  batch.dispose();
});

test("labels become one-hot rows", async () => {
  const labels = oneHot(Uint8Array.of(2, 0, 1), Int32Array.of(1, 2), 3);
  expect(await labels.array()).toEqual([[1, 0, 0], [0, 1, 0]]); // biome-ignore format: a matrix
  labels.dispose();
});

test("the last batch may be short", () => {
  const batches = [...batchesOf(Int32Array.of(5, 6, 7, 8, 9), 2)];
  expect(batches.map((batch) => [...batch])).toEqual([[5, 6], [7, 8], [9]]);
});

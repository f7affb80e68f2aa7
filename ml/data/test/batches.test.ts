import "@tensorflow/tfjs-backend-cpu";
import { describe, expect, test } from "vitest";
import { Batcher, batchesOf, labelsAt } from "../batches.ts";
import { standardisedBytes } from "../standardise.ts";

test("images are gathered in the order of the indices and standardised", async () => {
  const images = Uint8Array.of(0, 51, 102, 153, 204, 255);
  const batch = new Batcher([1, 2, 1], { mean: 0.2, std: 0.5 }).gather(images, Int32Array.of(2, 0));
  expect(batch.shape).toEqual([2, 1, 2, 1]);
  const values = [...(await batch.data())];
  const table = standardisedBytes({ mean: 0.2, std: 0.5 });
  expect(values).toEqual([204, 255, 0, 51].map((byte) => table[byte]));
  [204, 255, 0, 51].forEach((byte, i) => {
    expect(values[i]).toBeCloseTo((byte / 255 - 0.2) / 0.5, 6);
  });
  batch.dispose();
});

describe("a changed image", () => {
  // Bytes stand for themselves, so that a result can be read.
  const batcher = new Batcher([3, 4, 1], { mean: 0, std: 1 / 255 });
  const image = Uint8Array.from([
    11, 12, 13, 14,
    21, 22, 23, 24,
    31, 32, 33, 34,
  ]); // biome-ignore format: a picture
  const changed = async (draws: number[], cutout = 0, images = image, indices = [0]) => {
    const augmentation = { draws: Int32Array.from(draws), cutout };
    const batch = batcher.gather(images, Int32Array.from(indices), augmentation);
    const values = [...(await batch.data())].map(Math.round);
    batch.dispose();
    return values;
  };

  test("is itself where nothing is drawn", async () => {
    expect(await changed([0, 0, 0, 0, 0])).toEqual([...image]);
  });

  test("is mirrored left to right", async () => {
    expect(await changed([1, 0, 0, 0, 0])).toEqual([
      14, 13, 12, 11,
      24, 23, 22, 21,
      34, 33, 32, 31,
    ]); // biome-ignore format: a picture
  });

  test("is moved up and left by positive shifts, with what comes in reflected", async () => {
    expect(await changed([0, 1, 2, 0, 0])).toEqual([
      23, 24, 23, 22,
      33, 34, 33, 32,
      23, 24, 23, 22,
    ]); // biome-ignore format: a picture
  });

  test("is moved after it was mirrored, down and right by negative shifts", async () => {
    expect(await changed([1, -2, -1, 0, 0])).toEqual([
      33, 32, 31, 32,
      23, 22, 21, 22,
      13, 12, 11, 12,
    ]); // biome-ignore format: a picture
  });

  test("loses a square, cut off at the edges", async () => {
    expect(await changed([0, 0, 0, -1, 2], 3)).toEqual([
      11, 12, 0, 0,
      21, 22, 0, 0,
      31, 32, 33, 34,
    ]); // biome-ignore format: a picture
  });

  test("has its own draw, and channels stay together", async () => {
    const two = new Batcher([1, 2, 3], { mean: 0, std: 1 / 255 });
    const images = Uint8Array.of(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16);
    const draws = Int32Array.of(1, 0, 0, -1, 0, 0, 0, 0, 0, 1);
    const batch = two.gather(images, Int32Array.of(1, 0), { draws, cutout: 1 });
    expect([...(await batch.data())].map(Math.round)).toEqual([14, 15, 16, 11, 12, 13, 1, 2, 3, 0, 0, 0]);
    batch.dispose();
  });

  test("has the mean where it lost a square, whatever the standardisation", async () => {
    const batch = new Batcher([1, 1, 1], { mean: 0.3, std: 0.2 }).gather(Uint8Array.of(200), Int32Array.of(0), {
      draws: Int32Array.of(0, 0, 0, 0, 0),
      cutout: 1,
    });
    expect([...(await batch.data())]).toEqual([0]);
    batch.dispose();
  });
});

test("labels become class indices in the order of the indices", async () => {
  const labels = labelsAt(Uint8Array.of(2, 0, 1), Int32Array.of(1, 2));
  expect(labels.dtype).toBe("int32");
  expect([...(await labels.data())]).toEqual([0, 1]);
  labels.dispose();
});

test("the last batch may be short", () => {
  const batches = [...batchesOf(Int32Array.of(5, 6, 7, 8, 9), 2)];
  expect(batches.map((batch) => [...batch])).toEqual([[5, 6], [7, 8], [9]]);
});

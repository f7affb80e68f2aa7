import { describe, expect, test } from "vitest";
import { normals, permutation, streamKey, truncatedNormals, uniforms } from "../random.ts";

const stream = { seed: 7, purpose: "shuffle" } as const;
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Float64Array) => {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
};

test("every part of a stream's name tells streams apart", () => {
  const keys = [
    stream,
    { ...stream, seed: 8 },
    { ...stream, purpose: "dropout" as const },
    { ...stream, owner: "dense_1" },
    { ...stream, step: 1 },
  ].map((named) => streamKey(named).join());
  expect(new Set(keys).size).toBe(keys.length);
});

test("uniforms are in [0, 1) with the mean and deviation of that distribution", () => {
  const values = uniforms(stream, 20_000);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  expect(mean(values)).toBeCloseTo(0.5, 2);
  expect(deviation(values)).toBeCloseTo(Math.sqrt(1 / 12), 2);
});

test("normals have mean 0 and deviation 1, and odd counts are whole", () => {
  const values = normals(stream, 20_001);
  expect(values.every(Number.isFinite)).toBe(true);
  expect(Math.abs(mean(values))).toBeLessThan(0.02);
  expect(Math.abs(deviation(values) - 1)).toBeLessThan(0.02);
});

test("truncated normals stay within the bound and have the deviation that Keras divides by", () => {
  const values = truncatedNormals(stream, 20_000, 2);
  expect(values.every((value) => Math.abs(value) <= 2)).toBe(true);
  expect(Math.abs(deviation(values) - 0.8796)).toBeLessThan(0.02);
});

describe("permutation", () => {
  test("holds each index once, in another order for another step, in the same for the same", () => {
    const order = permutation(stream, 1000);
    expect([...order].sort((a, b) => a - b)).toEqual([...Array(1000).keys()]);
    expect(permutation(stream, 1000)).toEqual(order);
    expect(permutation({ ...stream, step: 1 }, 1000)).not.toEqual(order);
  });

  test("puts each index at each place about equally often", () => {
    const counts = new Array<number>(5).fill(0);
    for (let step = 0; step < 5000; step++) {
      const [first = 0] = permutation({ ...stream, step }, 5);
      counts[first] = (counts[first] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

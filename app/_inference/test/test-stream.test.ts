import { describe, expect, test } from "vitest";
import { batchSize } from "../test-model.ts";
import { cutTiles } from "../test-stream.ts";

test("cutTiles gives tiles row by row, without alpha, across the edge of the sheet's rows", () => {
  // 2 × 2 tiles of 2 × 1 pixels; red is the tile, green the pixel within it.
  const data = Uint8ClampedArray.of(
    ...[0, 0, 9, 255, 0, 1, 9, 255, 1, 0, 9, 255, 1, 1, 9, 255],
    ...[2, 0, 9, 255, 2, 1, 9, 255, 3, 0, 9, 255, 3, 1, 9, 255],
  );
  const cut = cutTiles({ data, width: 4, height: 2 }, { tile: { width: 2, height: 1 }, columns: 2 }, 1, 3);
  expect([...cut]).toEqual([1, 0, 9, 1, 1, 9, 2, 0, 9, 2, 1, 9]);
});

describe("batchSize", () => {
  test("divides a sheet of 1,024 pictures", () => {
    for (const flops of [1e3, 3e6, 12e6, 40e6, 1e9, 9e9]) expect(1024 % batchSize(flops, "wasm")).toBe(0);
  });

  test("is smaller for larger networks and slower backends, and never nothing", () => {
    expect(batchSize(12e6, "wasm")).toBeGreaterThan(batchSize(400e6, "wasm"));
    expect(batchSize(12e6, "wasm")).toBeGreaterThan(batchSize(12e6, "cpu"));
    expect(batchSize(9e12, "cpu")).toBe(1);
  });
});

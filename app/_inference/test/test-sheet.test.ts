import { describe, expect, test } from "vitest";
import { cutTile, picturesInTurn, type TestSheet, tilesOn } from "../test-sheet.ts";

/** 3 × 2 tiles of 2 × 2 pixels; every value of a tile is its position. */
const sheet: TestSheet = {
  read: (left, top, width, height) => ({
    width,
    height,
    data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => {
      const x = left + (Math.floor(i / 4) % width);
      const y = top + Math.floor(i / 4 / width);
      return Math.floor(y / 2) * 3 + Math.floor(x / 2);
    }),
  }),
  tile: { width: 2, height: 2 },
  columns: 3,
  first: 100,
  labels: [1, 0, 1, 0, 1],
};

test("cutTile takes exactly the tile", () => {
  expect([...cutTile(sheet, 4).data]).toEqual(new Array(16).fill(4));
});

describe("picturesInTurn", () => {
  const numbers = (from: number, count: number) =>
    picturesInTurn(sheet, 3, from, count).map(({ number, label }) => [number, label]);

  test("lets the classes take turns and leaves out those without a picture", () => {
    expect(numbers(0, 3)).toEqual([
      [101, 0],
      [100, 1],
      [103, 0],
    ]);
  });

  test("begins anew after the last one of a class", () => {
    expect(numbers(3, 3)).toEqual([
      [102, 1],
      [101, 0],
      [104, 1],
    ]);
  });
});

test("the last sheet may hold fewer tiles", () => {
  const grid = { columns: 32, rows: 32 };
  expect(tilesOn(grid, 10_000, 0)).toBe(1024);
  expect(tilesOn(grid, 10_000, 9)).toBe(10_000 - 9 * 1024);
  expect(tilesOn(grid, 10_000, 10)).toBe(0);
});

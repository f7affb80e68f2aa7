import { describe, expect, test } from "vitest";
import { AUGMENTATION_SIZE, drawAugmentations, isAugmenting, reflect } from "../augmentation.ts";

const ALL = { flip: true, shift: 4, cutout: 9 };
const COUNT = 5000;
const draw = (changes: Partial<typeof ALL> = {}, iteration = 1, count = COUNT) =>
  drawAugmentations({ ...ALL, ...changes }, 3, iteration, count, [32, 24]);
const column = (draws: Int32Array, at: number) => [...draws].filter((_, i) => i % AUGMENTATION_SIZE === at);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("places outside are those seen in a mirror on the edge's pixel", () => {
  expect([-3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map((i) => reflect(i, 4))).toEqual([3, 2, 1, 0, 1, 2, 3, 2, 1, 0]);
});

describe("the draws of a batch", () => {
  test.each([
    ["flip", 0, 0, 1],
    ["dy", 1, -4, 4],
    ["dx", 2, -4, 4],
    ["top of the square", 3, -4, 27],
    ["left of the square", 4, -4, 19],
  ])("have each value of %s about equally often", (_, at, low, high) => {
    const values = column(draw(), at);
    expect(Math.min(...values)).toBe(low);
    expect(Math.max(...values)).toBe(high);
    const outcomes = high - low + 1;
    for (let value = low; value <= high; value++) {
      const share = values.filter((drawn) => drawn === value).length / COUNT;
      // Five standard deviations of a share.
      expect(Math.abs(share - 1 / outcomes)).toBeLessThan(5 * Math.sqrt(1 / outcomes / COUNT));
    }
  });

  test("are independent of each other", () => {
    const columns = [0, 1, 2, 3, 4].map((at) => {
      const values = column(draw(), at);
      const deviations = values.map((value) => value - mean(values));
      const norm = Math.sqrt(mean(deviations.map((d) => d * d)));
      return deviations.map((d) => d / norm);
    });
    columns.forEach((a, i) => {
      for (const b of columns.slice(i + 1)) {
        expect(Math.abs(mean(a.map((value, row) => value * (b[row] ?? 0))))).toBeLessThan(5 / Math.sqrt(COUNT));
      }
    });
  });

  test("are the same for the same seed and update, others for another", () => {
    expect(draw()).toEqual(draw());
    expect(draw({}, 2)).not.toEqual(draw());
    expect(drawAugmentations(ALL, 4, 1, COUNT, [32, 24])).not.toEqual(draw());
    // A shorter batch begins like a longer one.
    expect(draw({}, 1, 2)).toEqual(draw().subarray(0, 10));
  });

  test("are 0 where nothing is asked for, whatever else is", () => {
    const off = { flip: false, shift: 0, cutout: 0 };
    expect(draw(off).every((value) => value === 0)).toBe(true);
    expect(column(draw({ ...off, shift: 4 }), 2)).toEqual(column(draw(), 2));
    expect([off, { ...off, flip: true }, { ...off, shift: 1 }, { ...off, cutout: 1 }].map(isAugmenting)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  test("are refused where a shift would go beyond the reflection", () => {
    expect(() => drawAugmentations(ALL, 1, 1, 1, [4, 9])).toThrow("A picture of 4 × 9 cannot be moved by 4 pixels.");
  });
});

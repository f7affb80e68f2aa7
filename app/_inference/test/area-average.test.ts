import { describe, expect, test } from "vitest";
import { areaAverage } from "../area-average.ts";

/** A picture whose pixel (x, y) has the colour that `of` says. */
function pictureOf(width: number, height: number, of: (x: number, y: number) => [number, number, number]) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set([...of(x, y), 255], (y * width + x) * 4);
  }
  return { data, width, height };
}

describe("areaAverage", () => {
  test("passes a frame of the target's size on unchanged", () => {
    const picture = pictureOf(40, 36, (x, y) => [(x * 7 + y * 13) % 256, (x * y) % 256, (x + 3 * y) % 256]);
    const frame = { x: 5, y: 2, size: 32 };
    const pixels = areaAverage(picture, frame, 32, 32);
    for (const [x, y] of [
      [0, 0],
      [31, 0],
      [11, 29],
      [31, 31],
    ] as const) {
      const at = (y * 32 + x) * 3;
      const from = ((y + 2) * 40 + x + 5) * 4;
      expect([...pixels.subarray(at, at + 3)]).toEqual([...picture.data.subarray(from, from + 3)]);
    }
  });

  test("takes means over whole areas", () => {
    const picture = pictureOf(4, 4, (x, y) => (x < 2 && y < 2 ? [x === y ? 200 : 0, 40, 8 * y] : [0, 0, 0]));
    expect([...areaAverage(picture, { x: 0, y: 0, size: 4 }, 2, 2).subarray(0, 3)]).toEqual([100, 40, 4]);
  });

  test("shares pixels that lie under two targets", () => {
    const picture = pictureOf(3, 3, (x) => [[0, 90, 240][x] ?? 0, 0, 0]);
    const pixels = areaAverage(picture, { x: 0, y: 0, size: 3 }, 2, 2);
    // left: all of the first and half of the second column, over 1.5 columns
    expect(pixels[0]).toBe(30);
    expect(pixels[3]).toBe(190);
  });

  test("enlarges a frame that is smaller than the target", () => {
    const picture = pictureOf(2, 2, (x, y) => [x * 100, y * 100, 0]);
    const pixels = areaAverage(picture, { x: 0, y: 0, size: 2 }, 4, 4);
    expect([...pixels.subarray(0, 12)]).toEqual([0, 0, 0, 0, 0, 0, 100, 0, 0, 100, 0, 0]);
  });

  test("refuses a frame that reaches past the picture", () => {
    const picture = pictureOf(4, 4, () => [0, 0, 0]);
    expect(() => areaAverage(picture, { x: 2, y: 0, size: 3 }, 2, 2)).toThrow(/past the picture/);
  });
});

import { describe, expect, test } from "vitest";
import type { Pixels } from "../area-average.ts";
import { fittedPlace, meanColour, networkInput } from "../framing.ts";

/** A picture whose left half is red and whose right half is blue. */
function halves(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    data.set(at % width < width / 2 ? [200, 0, 0, 255] : [0, 0, 100, 255], at * 4);
  }
  return { data, width, height };
}

const wide = halves(8, 4);
const frame = { x: 2, y: 0, size: 4 };
const rows = (input: Uint8Array, width: number) =>
  Array.from({ length: input.length / width / 3 }, (_, y) =>
    Array.from({ length: width }, (_, x) => [...input.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]),
  );
const [red, blue, mean] = [
  [200, 0, 0],
  [0, 0, 100],
  [100, 0, 50],
];

describe("networkInput", () => {
  test("crop: the framed square alone", () => {
    expect(rows(networkInput({ pixels: wide, frame }, "crop", [2, 2, 3]), 2)).toEqual([
      [red, blue],
      [red, blue],
    ]);
  });

  test("fit: the whole picture, whatever the frame, and the rest in its mean colour", () => {
    expect(rows(networkInput({ pixels: wide, frame }, "fit", [4, 4, 3]), 4)).toEqual([
      [mean, mean, mean, mean],
      [red, red, blue, blue],
      [red, red, blue, blue],
      [mean, mean, mean, mean],
    ]);
  });

  test("a picture of the network's size passes unchanged, framed or fitted", () => {
    const exact = halves(4, 4);
    const all = { x: 0, y: 0, size: 4 };
    const inputs = (["crop", "fit"] as const).map((framing) =>
      networkInput({ pixels: exact, frame: all }, framing, [4, 4, 3]),
    );
    expect(inputs[0]).toEqual(inputs[1]);
    expect(rows(inputs[0] as Uint8Array, 4)[0]).toEqual([red, red, blue, blue]);
  });
});

test("meanColour", () => {
  expect(meanColour(wide)).toEqual(mean);
});

test("fittedPlace keeps at least a line of a picture that is very long", () => {
  expect(fittedPlace({ width: 1000, height: 1 }, 32, 32)).toEqual({ x: 0, y: 15, width: 32, height: 1 });
  expect(fittedPlace({ width: 300, height: 400 }, 32, 32)).toEqual({ x: 4, y: 0, width: 24, height: 32 });
});

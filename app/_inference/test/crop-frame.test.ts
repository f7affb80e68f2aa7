import { describe, expect, test } from "vitest";
import { centredFrame, frameSizes, movedFrame, resizedFrame, scaledFrame } from "../crop-frame.ts";

const wide = { width: 300, height: 200 };

describe("centredFrame", () => {
  test("is the largest square in the middle", () => {
    expect(centredFrame(wide)).toEqual({ x: 50, y: 0, size: 200 });
    expect(centredFrame({ width: 32, height: 32 })).toEqual({ x: 0, y: 0, size: 32 });
    expect(centredFrame({ width: 4, height: 9 })).toEqual({ x: 0, y: 3, size: 4 });
  });
});

describe("movedFrame", () => {
  test("stops at the edges", () => {
    const frame = { x: 50, y: 20, size: 100 };
    expect(movedFrame(frame, 7.4, -3, wide)).toEqual({ x: 57, y: 17, size: 100 });
    expect(movedFrame(frame, 1e6, 1e6, wide)).toEqual({ x: 200, y: 100, size: 100 });
    expect(movedFrame(frame, -1e6, -1e6, wide)).toEqual({ x: 0, y: 0, size: 100 });
  });
});

describe("resizedFrame", () => {
  test("keeps its centre where the picture allows", () => {
    expect(resizedFrame({ x: 100, y: 50, size: 100 }, 50, wide)).toEqual({ x: 125, y: 75, size: 50 });
    expect(resizedFrame({ x: 0, y: 0, size: 100 }, 160, wide)).toEqual({ x: 0, y: 0, size: 160 });
  });

  test("keeps within the smallest and the largest frame", () => {
    const { min, max } = frameSizes(wide);
    expect(resizedFrame({ x: 100, y: 50, size: 100 }, -5, wide).size).toBe(min);
    expect(resizedFrame({ x: 100, y: 50, size: 100 }, 5000, wide)).toEqual({ x: 50, y: 0, size: max });
  });
});

describe("scaledFrame", () => {
  test("is the same part of a larger or smaller picture, and stays within it", () => {
    const frame = { x: 50, y: 0, size: 200 };
    expect(scaledFrame(frame, wide, { width: 600, height: 400 })).toEqual({ x: 100, y: 0, size: 400 });
    expect(scaledFrame(frame, wide, { width: 100, height: 67 })).toEqual({ x: 17, y: 0, size: 67 });
  });
});

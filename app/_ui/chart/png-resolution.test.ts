import { decode, encode } from "fast-png";
import { expect, test } from "vitest";
import { withResolution } from "./png-resolution.ts";

const picture = {
  width: 3,
  height: 2,
  channels: 3,
  depth: 8,
  data: Uint8Array.from({ length: 18 }, (_, i) => i),
} as const;

test("300 dpi are 11,811 pixels in a metre, and the picture is the same", () => {
  const png = withResolution(encode(picture), 300);
  const { resolution, width, height, data } = decode(png, { checkCrc: true });
  expect(resolution).toEqual({ x: 11_811, y: 11_811, unit: 1 });
  expect({ width, height, data: [...data] }).toEqual({ width: 3, height: 2, data: [...picture.data] });
});

test("nothing is written twice or into what is no PNG", () => {
  expect(() => withResolution(withResolution(encode(picture), 300), 300)).toThrow("already");
  expect(() => withResolution(new Uint8Array(100), 300)).toThrow("Not a PNG");
});

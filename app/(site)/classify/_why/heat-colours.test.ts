import { expect, test } from "vitest";
import { channelPixels, heatColour, heatPixels, rangeOf } from "./heat-colours.ts";

test("what is positive is vermillion, what is negative blue, the clearer the larger", () => {
  expect(heatColour(2, 2)).toEqual([213, 94, 0, 255]);
  expect(heatColour(-1, 2)).toEqual([0, 114, 178, 128]);
  expect(heatColour(0, 2)[3]).toBe(0);
  expect([...heatPixels(Float32Array.of(0, -4, 1))].filter((_, i) => i % 4 === 3)).toEqual([0, 255, 64]);
});

test("a map of zeros has no colour", () => {
  expect(heatPixels(new Float32Array(2)).every((byte, i) => i % 4 !== 3 || byte === 0)).toBe(true);
});

test("a channel goes from black to white, whatever the others do", () => {
  const values = Float32Array.of(-1, 100, 0, 100, 1, 100); // two channels
  expect(rangeOf(values, 2, 0)).toEqual({ least: -1, greatest: 1 });
  const greys = (channel: number) => [...channelPixels(values, 2, channel)].filter((_, i) => i % 4 === 0);
  expect(greys(0)).toEqual([0, 128, 255]);
  expect(greys(1)).toEqual([128, 128, 128]);
});

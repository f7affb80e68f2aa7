import { expect, test } from "vitest";
import { decodeWeights, encodeWeights } from "../weights-codec.ts";

test("weights are float32, little-endian", () => {
  expect([...encodeWeights(Float32Array.of(1, -2))]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

test("weights survive, also from bytes that start at an odd place", () => {
  const parameters = Float32Array.of(1.5, -1e-38, 3e38);
  const within = new Uint8Array(13);
  within.set(encodeWeights(parameters), 1);
  expect(decodeWeights(within.subarray(1), 3)).toEqual(parameters);
});

test("too few or too many bytes are refused", () => {
  expect(() => decodeWeights(new Uint8Array(8), 3)).toThrow("The weights have 8 bytes; the network needs 12.");
});

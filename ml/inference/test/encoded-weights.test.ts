import { expect, test } from "vitest";
import { normals } from "../../data/random.ts";
import { bytesOf, decodeTyped, encodeTyped, FEWEST_VALUES, type TypedWeight, typeOf } from "../encoded-weights.ts";

const drawn = (count: number) => Float32Array.from(normals({ seed: 3, purpose: "initial-weights" }, count));

function roundTrip(weights: readonly TypedWeight[], values: Float32Array): Float32Array {
  const bytes = encodeTyped(weights, values);
  if (!bytes) throw new Error("The values cannot be written.");
  return decodeTyped(weights, bytes, "The weights");
}

test("weights of all types come back in their order, also from Node's buffers and from an odd place", () => {
  const weights: TypedWeight[] = [
    { shape: [3, 5], dtype: "uint8" },
    { shape: [5], dtype: "float32" },
    { shape: [2, 3, 1, 1], dtype: "float16" },
  ];
  const values = drawn(26);
  const bytes = encodeTyped(weights, values) ?? new Uint8Array();
  expect(bytes).toHaveLength(15 + 8 * 5 + 4 * 5 + 2 * 6);
  expect(weights.map(bytesOf)).toEqual([55, 20, 12]);
  const within = Buffer.concat([Buffer.alloc(1), bytes]);
  const back = decodeTyped(weights, within.subarray(1), "The weights");
  expect(back.subarray(15, 20)).toEqual(values.subarray(15, 20));
  back.forEach((value, i) => {
    expect(value).toBeCloseTo(values[i] ?? Number.NaN, i < 15 ? 1 : 2);
  });
});

test("float16 is off by half of its last digit at most, and what a half holds stays", () => {
  const values = drawn(5000);
  roundTrip([{ shape: [5000, 1], dtype: "float16" }], values).forEach((value, i) => {
    const exact = values[i] ?? Number.NaN;
    expect(Math.abs(value - exact)).toBeLessThanOrEqual(Math.max(Math.abs(exact) * 2 ** -11, 2 ** -25));
  });
  const halves = Float32Array.of(0, 1, -2.5, 65_504, -(2 ** -14), 2 ** -24);
  expect(roundTrip([{ shape: [6, 1], dtype: "float16" }], halves)).toEqual(halves);
});

test("uint8 is off by half a step of its own output channel at most; the least and the greatest stay", () => {
  const channels = 7;
  const values = drawn(100 * channels).map((value, i) => value * 10 ** ((i % channels) - 3));
  const back = roundTrip([{ shape: [100, channels], dtype: "uint8" }], values);
  for (let channel = 0; channel < channels; channel++) {
    const of = (all: Float32Array) => [...all].filter((_, i) => i % channels === channel);
    const [exact, decoded] = [of(values), of(back)];
    const step = (Math.max(...exact) - Math.min(...exact)) / 255;
    expect(Math.max(...decoded.map((value, i) => Math.abs(value - (exact[i] ?? 0))))).toBeLessThan(0.501 * step);
    expect(Math.min(...decoded)).toBe(Math.min(...exact));
    expect(Math.abs(Math.max(...decoded) - Math.max(...exact))).toBeLessThan(0.001 * step);
  }
});

test("a depthwise kernel has the channels of its inputs; a channel of one value keeps it", () => {
  const values = Float32Array.from({ length: 9 * 4 }, (_, i) => (i % 4 === 3 ? 0.1 : 10 ** (i % 4) * Math.sin(i)));
  const back = roundTrip([{ shape: [3, 3, 4, 1], dtype: "uint8" }], values);
  back.forEach((value, i) => {
    const bound = i % 4 === 3 ? 0 : (2 * 10 ** (i % 4)) / 255;
    expect(Math.abs(value - (values[i] ?? Number.NaN))).toBeLessThanOrEqual(bound);
  });
});

test.each<[string, TypedWeight["dtype"], number]>([
  ["float16 has no number near", "float16", 65_520],
  ["is not a number", "uint8", Number.NaN],
  ["is infinite", "float32", Number.POSITIVE_INFINITY],
])("a value that %s cannot be written as %s", (_, dtype, value) => {
  expect(encodeTyped([{ shape: [2, 2], dtype }], Float32Array.of(1, 2, value, 3))).toBeNull();
});

test("too few or too many bytes are refused", () => {
  const weights: TypedWeight[] = [{ shape: [2, 3], dtype: "uint8" }];
  for (const length of [29, 31]) {
    expect(() => decodeTyped(weights, new Uint8Array(length), "The weights")).toThrow(
      `The weights have ${length} bytes; the network needs 30.`,
    );
  }
});

test("vectors and small kernels stay float32 in every model", () => {
  expect(typeOf({ shape: [FEWEST_VALUES] }, "uint8")).toBe("float32");
  expect(typeOf({ shape: [1, FEWEST_VALUES - 1] }, "float16")).toBe("float32");
  expect(typeOf({ shape: [1, FEWEST_VALUES] }, "float16")).toBe("float16");
});

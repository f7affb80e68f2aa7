import { expect, test } from "vitest";
import { decodeHalves, encodeHalves } from "../half-floats.ts";

function halvesOf(values: readonly number[]): { halves: number[]; wrong: number } {
  const halves = new Uint16Array(values.length);
  const wrong = encodeHalves(Float32Array.from(values), halves);
  return { halves: [...halves], wrong };
}

test.each<[string, number, number]>([
  ["zero", 0, 0x0000],
  ["minus zero", -0, 0x8000],
  ["one", 1, 0x3c00],
  ["minus two", -2, 0xc000],
  ["the largest", 65_504, 0x7bff],
  ["what is nearer to the largest than to what would come next", 65_519, 0x7bff],
  ["the least that has all digits", 2 ** -14, 0x0400],
  ["the least of all", 2 ** -24, 0x0001],
  ["half of that, a tie: to even", 2 ** -25, 0x0000],
  ["three halves of it, a tie: to even", 3 * 2 ** -25, 0x0002],
  ["a tie whose lower neighbour is even", 1 + 2 ** -11, 0x3c00],
  ["a tie whose upper neighbour is even", 1 + 3 * 2 ** -11, 0x3c02],
  ["just above a tie", 1 + 2 ** -11 + 2 ** -20, 0x3c01],
  ["what rounds up into the next power of two", 2047.5 + 2048, 0x6c00],
])("%s, %d, is rounded to the nearest half", (_, value, half) => {
  expect(halvesOf([value])).toEqual({ halves: [half], wrong: -1 });
});

test("each half is itself again", () => {
  const all = Uint16Array.from({ length: 1 << 16 }, (_, i) => i).filter((half) => ((half >>> 10) & 31) < 31);
  const values = new Float32Array(all.length);
  decodeHalves(all, values);
  const back = new Uint16Array(all.length);
  expect(encodeHalves(values, back)).toBe(-1);
  expect(back).toEqual(all);
});

test.skipIf(!("Float16Array" in globalThis))("values between halves go where the language puts them", () => {
  const values = Float32Array.from({ length: 200_000 }, (_, i) => Math.sin(i) * 2 ** ((i % 45) - 28)).filter(
    (value) => Math.abs(value) < 65_504,
  );
  const halves = new Uint16Array(values.length);
  encodeHalves(values, halves);
  expect(halves).toEqual(new Uint16Array(Float16Array.from(values).buffer));
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 65_520, -1e30])(
  "%d is named by its place, since no half is near",
  (value) => {
    expect(halvesOf([1, 2, value, 3, value]).wrong).toBe(2);
  },
);

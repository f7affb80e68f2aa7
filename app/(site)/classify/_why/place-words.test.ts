import { expect, test } from "vitest";
import { placeOfLargest } from "./place-words.ts";

const at = (place: number) =>
  placeOfLargest(
    Float32Array.from({ length: 18 }, (_, i) => (i === place ? 1 : 0)),
    6,
  );

test.each([
  [0, "at the top on the left"],
  [2, "at the top"],
  [8, "in the middle"],
  [11, "on the right"],
  [12, "at the bottom on the left"],
])("%i", (place, words) => {
  expect(at(place)).toBe(words);
});

test("nothing is above zero", () => {
  expect(placeOfLargest(Float32Array.of(0, -1, 0, 0), 2)).toBeNull();
});

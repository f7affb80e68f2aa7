import { expect, test } from "vitest";
import { notebookStandardisation, standardisationFor, standardisedBytes } from "../standardise.ts";

/** Two images of four values: means 1 and 3, deviations 1 and 0. */
const IMAGES = Uint8Array.of(0, 2, 0, 2, 3, 3, 3, 3);

test("the mean is of the images' means, the deviation of their deviations", () => {
  const { mean, std } = notebookStandardisation(IMAGES, 4);
  expect(mean * 255).toBeCloseTo(2, 12);
  expect(std * 255).toBeCloseTo(0.5, 12);
});

test("scaling only divides by 255", () => {
  const table = standardisedBytes(standardisationFor("scale", IMAGES, 4));
  expect([table[0], table[51], table[255]]).toEqual([0, Math.fround(0.2), 1]);
});

test("bytes that are no whole images are refused", () => {
  expect(() => notebookStandardisation(IMAGES, 3)).toThrow("8 bytes are not a whole number of images of 3 values");
  expect(() => notebookStandardisation(new Uint8Array(), 4)).toThrow(RangeError);
});

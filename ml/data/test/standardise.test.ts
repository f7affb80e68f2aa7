import { expect, test } from "vitest";
import { notebookStandardisation, scaleAndOffset, standardisationFor, standardisedBytes } from "../standardise.ts";

/** Two images of four values: means 1 and 3, deviations 1 and 0. */
const IMAGES = Uint8Array.of(0, 2, 0, 2, 3, 3, 3, 3);

test("the mean is of the images' means, the deviation of their deviations", () => {
  const { mean, std } = notebookStandardisation(IMAGES, 4);
  expect(mean * 255).toBeCloseTo(2, 12);
  expect(std * 255).toBeCloseTo(0.5, 12);
});

test("scaling only divides by 255", () => {
  const table = standardisedBytes(standardisationFor("scale", IMAGES, 4));
  expect(table[0]).toBeCloseTo(0, 15);
  expect(table[51]).toBeCloseTo(0.2, 7);
  expect(table[255]).toBeCloseTo(1, 7);
});

test("each byte is multiplied, then added to, in float32", () => {
  const standardisation = { mean: 0.4733, std: 0.2009 };
  const { scale, offset } = scaleAndOffset(standardisation);
  expect(Math.fround(scale)).toBe(scale);
  expect(Math.fround(offset)).toBe(offset);
  const table = standardisedBytes(standardisation);
  const [product, sum] = [new Float32Array(1), new Float32Array(1)];
  for (let byte = 0; byte < 256; byte++) {
    product[0] = byte * scale;
    sum[0] = (product[0] ?? 0) + offset;
    expect(table[byte]).toBe(sum[0]);
    expect(table[byte]).toBeCloseTo((byte / 255 - standardisation.mean) / standardisation.std, 6);
  }
});

test("bytes that are no whole images are refused", () => {
  expect(() => notebookStandardisation(IMAGES, 3)).toThrow("8 bytes are not a whole number of images of 3 values");
  expect(() => notebookStandardisation(new Uint8Array(), 4)).toThrow(RangeError);
});

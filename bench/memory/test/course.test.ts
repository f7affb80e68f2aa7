import { expect, test } from "vitest";
import { courseOf, type MemorySample } from "../course.ts";

const sample = (seconds: number, residentMiB: number): MemorySample => ({
  seconds,
  residentMiB,
  tensors: 3,
  temporaryFiles: 0,
});

test("the first tenth is warm-up: it counts for first and last only", () => {
  const samples = [sample(0, 100), ...Array.from({ length: 9 }, (_, i) => sample(360 * (i + 1), 500 + i))];
  const { first, last, slopePerHour, min, max } = courseOf(samples, "residentMiB");
  expect({ first, last, min, max }).toEqual({ first: 100, last: 508, min: 500, max: 508 });
  expect(slopePerHour).toBeCloseTo(10, 9);
  expect(courseOf(samples, "tensors").slopePerHour).toBe(0);
});

test("a single sample has no slope", () => {
  expect(courseOf([sample(5, 100)], "residentMiB")).toEqual({
    first: 100,
    last: 100,
    slopePerHour: 0,
    min: 100,
    max: 100,
  });
});

import { expect, test } from "vitest";
import { gridProblem, hidingGrey, placesAlong } from "../occlusion-grid.ts";

test.each([
  [32, 8, 8, [0, 8, 16, 24]],
  [10, 4, 3, [0, 3, 6]],
  [11, 4, 3, [0, 3, 6, 7]],
  [5, 5, 1, [0]],
])("of %i pixels, a square of %i every %i", (side, size, stride, places) => {
  expect(placesAlong(side, size, stride)).toEqual(places);
});

test.each([
  [{ size: 8, stride: 2 }, null],
  [{ size: 33, stride: 1 }, "from 1 to 32 pixels, not 33"],
  [{ size: 2.5, stride: 1 }, "not 2.5"],
  [{ size: 4, stride: 5 }, "from 1 to the square's side, 4 pixels, not 5"],
  [{ size: 4, stride: 0 }, "not 0"],
])("%j", (grid, problem) => {
  if (problem === null) expect(gridProblem(grid, 32, 32)).toBeNull();
  else expect(gridProblem(grid, 32, 32)).toContain(problem);
});

test("more places than are tried are refused with what to change", () => {
  expect(gridProblem({ size: 1, stride: 1 }, 224, 224)).toContain("Choose a larger step");
});

test("what hides is the data set's mean, where the network was given it", () => {
  expect(hidingGrey({ mean: 0.4733 })).toBe(121);
  expect(hidingGrey({ mean: 0 })).toBe(128);
});

import { expect, test } from "vitest";
import { describeSample } from "../sample.ts";
import { slope } from "../slope.ts";
import { studentQuantile } from "../student-quantile.ts";
import { welchInterval } from "../welch-interval.ts";

test("a sample's deviation has count - 1 in the denominator", () => {
  const { mean, deviation, standardError } = describeSample([1, 2, 3, 4]);
  expect(mean).toBe(2.5);
  expect(deviation).toBeCloseTo(1.2909944, 7);
  expect(standardError).toBeCloseTo(0.6454972, 7);
});

// Roots of the regularised incomplete beta function, by mpmath 1.3.
test.each([
  [1, 12.70620474],
  [2, 4.30265273],
  [2.5, 3.574654842],
  [3, 3.182446305],
  [3.7, 2.867520707],
  [4, 2.776445105],
  [5.5, 2.501858618],
  [8, 2.306004135],
  [30, 2.042272456],
  [1000, 1.962339081],
])("Student's quantile for %d degrees of freedom", (freedom, expected) => {
  expect(studentQuantile(freedom) / expected).toBeCloseTo(1, 3);
});

// As scipy.stats.ttest_ind(a, b, equal_var=False) has it (SciPy 1.17).
test("Welch's interval", () => {
  const { difference, low, high, standardErrors } = welchInterval(
    describeSample([27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4]),
    describeSample([27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.1, 24.4]),
  );
  expect(difference).toBeCloseTo(-2.8067, 3);
  expect([low, high]).toEqual([expect.closeTo(-4.8154, 3), expect.closeTo(-0.7979, 3)]);
  expect(standardErrors).toBeLessThan(-2);
});

test("the slope of a line is found, and that of a point is 0", () => {
  expect(slope([1, 2, 3].map((x) => [x, 5 - 2 * x]))).toBeCloseTo(-2, 12);
  expect(slope([[1, 5]])).toBe(0);
});

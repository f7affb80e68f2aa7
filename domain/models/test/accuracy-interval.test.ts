import { expect, test } from "vitest";
import { accuracyInterval } from "../accuracy-interval.ts";

test.each([
  // statsmodels' proportion_confint(method="wilson"), half of upper minus lower.
  [0.5, 10, 0.263406909487],
  [0, 10, 0.138766399931],
  [1, 10, 0.138766399931],
  [0.643, 10_000, 0.00938883514],
])("of %d on %d images is ±%d", (accuracy, count, expected) => {
  expect(accuracyInterval(accuracy, count)).toBeCloseTo(expected, 9);
});

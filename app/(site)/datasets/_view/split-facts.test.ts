import { expect, test } from "vitest";
import { splitFacts } from "./split-facts.ts";

test("the notebook's split of 50,000 images", () => {
  const labels = Array.from({ length: 50_000 }, (_, i) => i % 10);
  const facts = splitFacts(labels, 10, { validationFraction: 0.2, seed: 13 });
  expect([facts.trainingCount, facts.validationCount]).toEqual([40_000, 10_000]);
  // scikit-learn's train_test_split with random_state=13.
  expect(facts.first).toEqual([17385, 23849, 18796, 7274, 36062, 32747, 42785, 15500, 20721, 8637]);
  expect([17385, 18542].map(facts.isValidation)).toEqual([true, false]);
  expect(facts.validationPerClass.reduce((sum, count) => sum + count)).toBe(10_000);
});

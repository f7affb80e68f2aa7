import { expect, it } from "vitest";
import { presetSpec } from "../../experiments/presets.ts";
import { specDifferences } from "../spec-differences.ts";

const asked = presetSpec("scratch");

it("names in what a training departs from what a lab asks for", () => {
  expect(specDifferences({ ...asked, trainingSubset: 320, epochs: 1, batchSize: 64 }, asked)).toEqual([
    "320 of 40,000 training pictures",
    "1 epoch instead of 10",
    "batches of 64 instead of 32",
  ]);
  expect(specDifferences({ ...asked, augmentation: { ...asked.augmentation, flip: true } }, asked)).toEqual([
    "augmented pictures",
  ]);
});

it("takes another seed and another order of keys for the same training", () => {
  const { optimizer } = asked;
  const shuffled = Object.fromEntries(Object.entries(optimizer).reverse()) as typeof optimizer;
  expect(specDifferences({ ...asked, seed: 9, optimizer: shuffled }, asked)).toEqual([]);
});

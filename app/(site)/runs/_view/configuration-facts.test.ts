import { expect, test } from "vitest";
import { KERAS_SGD, presetSpec } from "#domain/experiments/presets";
import { configurationFacts } from "./configuration-facts.ts";

const facts = (spec: Parameters<typeof configurationFacts>[0]) =>
  Object.fromEntries(configurationFacts(spec).map(({ key, value }) => [key, value.replaceAll("\u00a0", " ")]));

test("a preset by its name, with all that decides its result", () => {
  expect(facts(presetSpec("deeper", 2))).toMatchObject({
    Network: "deeper",
    Optimiser: "Adam, 0.001 (0.9, 0.999, 1e-7)",
    Seed: "2",
    "Training images": "all 40,000",
    Validation: "10,000 images (20 %), split 13",
  });
});

test("a subset and another optimiser are said", () => {
  const spec = { ...presetSpec("scratch"), trainingSubset: 5000, optimizer: { ...KERAS_SGD, nesterov: true } };
  expect(facts(spec)).toMatchObject({
    Optimiser: "SGD, 0.01, momentum 0.9, Nesterov",
    "Training images": "the first 5,000",
  });
});

import { expect, test } from "vitest";
import { plan } from "../plan.ts";
import { SAMPLE_LAYERS } from "./sample-layers.ts";

test("max pooling moves ahead of bias and activation, nothing else moves, and a closing softmax is left out", () => {
  expect(plan(SAMPLE_LAYERS).map(({ op }) => op)).toEqual([
    "convolve", "maxPool", "add", "leakyRelu", "dropout",
    "convolve", "add", "activate", "averagePool",
    "convolve", "maxPool", "add", "activate", "flatten",
    "multiply", "add", "activate", "dropout",
    "multiply", "add",
  ]); // biome-ignore format: a line per block
});

test("max pooling stays behind dropout, which is not the same for each value", () => {
  const [, , pool, dropout] = SAMPLE_LAYERS;
  if (!pool || !dropout) throw new Error("The sample has changed.");
  expect(plan([dropout, pool]).map(({ op }) => op)).toEqual(["dropout", "maxPool"]);
});

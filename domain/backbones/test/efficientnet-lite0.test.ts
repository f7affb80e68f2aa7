import { expect, test } from "vitest";
import { type Layer, layer } from "../../architectures/layers.ts";
import { summarize } from "../../architectures/summary.ts";
import { BACKBONES } from "../catalogue.ts";

const { layers, input, output } = BACKBONES["efficientnet-lite0"];
const classifier: Layer[] = [
  { type: "GlobalAveragePooling2D", name: "avg_pool" },
  {
    type: "Dense",
    name: "predictions",
    units: 1000,
    activation: "softmax",
    useBias: true,
    kernelInitializer: "glorotUniform",
  },
];

test("EfficientNet-Lite0 is made of the vocabulary's layers and gives the features of the catalogue", () => {
  expect(layers.map((one) => layer.parse(one))).toEqual(layers);
  expect(summarize(layers, input).layers.at(-1)?.output).toEqual(output);
});

// As published, without the averages of batch normalisation.
test("with ImageNet's classifier it has 4.65 million parameters", () => {
  expect(summarize([...layers, ...classifier], input).trainableParameters).toBe(4_652_008);
});

// The authors count 407 million multiply-adds, other operations among them; PyTorch's counter, which counts products
// alone, 385,187,552 for the same network (`flops` in trainer/backbones/test/fixtures/efficientnet-lite0.json, halved).
test("with ImageNet's classifier it takes the multiply-adds that PyTorch counts, near those published", () => {
  const { flops, layers: rows } = summarize([...layers, ...classifier], input);
  const isProduct = ({ layer: { type } }: (typeof rows)[number]) => type !== "BatchNormalization" && type !== "Add";
  expect(rows.filter(isProduct).reduce((sum, row) => sum + row.flops, 0) / 2).toBe(385_187_552);
  expect(Math.abs(flops / 2 / 407e6 - 1)).toBeLessThan(0.05);
});

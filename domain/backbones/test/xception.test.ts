import { expect, test } from "vitest";
import { layer } from "../../architectures/layers.ts";
import { summarize } from "../../architectures/summary.ts";
import { layerRows } from "../../experiments/layer-rows.ts";
import { presetSpec } from "../../experiments/presets.ts";
import { xception } from "../xception.ts";

test("Xception has Keras' parameters, and they depend on no side", () => {
  for (const side of [71, 96, 224]) {
    const { parameters, trainableParameters } = summarize(xception(), [side, side, 3]);
    expect([parameters, parameters - trainableParameters]).toEqual([20_861_480, 54_528]);
  }
});

// Output shapes as Keras 3.15.1 reports them.
test.each([
  [96, 3],
  [128, 4],
  [160, 5],
  [224, 7],
])("of a side of %i there remain %i places", (side, places) => {
  expect(summarize(xception(), [side, side, 3]).layers.at(-1)?.output).toEqual([places, places, 2048]);
});

test("a picture of 299 × 299 costs the published multiply-adds, one of 224 × 224 in proportion", () => {
  const multiplyAdds = (side: number) => summarize(xception(), [side, side, 3]).flops / 2e9;
  // Zoph et al., Learning Transferable Architectures for Scalable Image Recognition, 2018, table 2; the classifier has 0.002.
  expect(multiplyAdds(299)).toBeCloseTo(8.38, 1);
  expect(multiplyAdds(224) / multiplyAdds(299)).toBeCloseTo((224 / 299) ** 2, 1);
});

test("its layers are ones that a manifest may hold", () => {
  for (const one of xception()) expect(layer.parse(one)).toEqual(one);
});

test("the lab notebook's third network has the parameters that Keras counts", () => {
  const rows = layerRows(presetSpec("pretrained").architecture, "cifar10");
  expect(rows.map(({ type, output, parameters, trained }) => [type, output, parameters, trained])).toEqual([
    ["Resizing", [224, 224, 3], 0, 0],
    ["Xception, frozen", [7, 7, 2048], 20_861_480, 0],
    ["Flatten", [100_352], 0, 0],
    ["Dense", [128], 12_845_184, 12_845_184],
    ["Dense", [10], 1_290, 1_290],
  ]);
});

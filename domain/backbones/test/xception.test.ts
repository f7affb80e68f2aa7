import { expect, test } from "vitest";
import { type Layer, layer } from "../../architectures/layers.ts";
import { summarize } from "../../architectures/summary.ts";
import { lab2 } from "../../labs/lab-2.ts";
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

test("the lab notebook's third network has the parameters that Keras counts, and those the lab shows", () => {
  const dense = (name: string, units: number, activation: "relu" | "softmax"): Layer => ({
    type: "Dense",
    name,
    units,
    activation,
    useBias: true,
    kernelInitializer: "glorotUniform",
  });
  const layers: Layer[] = [
    { type: "UpSampling2D", name: "up_sampling2d", size: 7 },
    ...xception(),
    { type: "Flatten", name: "flatten" },
    dense("dense_1", 128, "relu"),
    dense("dense_2", 10, "softmax"),
  ];
  const summary = summarize(layers, [32, 32, 3]);
  const backbone = summarize(xception(), [224, 224, 3]);
  expect(summary.parameters).toBe(33_707_954);
  expect(summary.trainableParameters - backbone.trainableParameters).toBe(12_846_474);

  const shown = lab2.networks.find(({ id }) => id === "pretrained")?.until?.layers ?? [];
  const outputs = new Map(summary.layers.map(({ layer: { name }, output }) => [name, output]));
  outputs.set("xception", backbone.layers.at(-1)?.output ?? []);
  expect(shown.length).toBe(5);
  for (const { name, output } of shown) expect(outputs.get(name)).toEqual(output);
  expect(shown.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(summary.parameters);
});

import { describe, expect, test } from "vitest";
import { layersOf } from "../../architectures/layers-of.ts";
import { summarize } from "../../architectures/summary.ts";
import { specCost } from "../cost.ts";
import { PRESET_IDS, presetOf, presetSpec, withPreset } from "../presets.ts";
import { experimentSpec } from "../spec.ts";
import notebook from "./notebook-networks.json" with { type: "json" };

test.each(["scratch", "deeper"] as const)("the preset %s is the notebook's network, layer for layer", (id) => {
  const summary = summarize(layersOf(presetSpec(id).architecture, 10), [32, 32, 3]);
  const rows = summary.layers.map(({ layer, output, parameters }) => [layer.type, output, parameters]);
  expect(rows).toEqual(notebook[id].layers);
  expect(summary.parameters).toBe(notebook[id].parameters);
});

test("the preset pretrained has the parameters that Keras counts for the notebook's, and trains as many", () => {
  const { network, trained, features } = specCost(presetSpec("pretrained"));
  expect([network.parameters, trained.parameters]).toEqual([33_707_954, 12_846_474]);
  expect(features).toEqual([7, 7, 2048]);
});

describe.each(PRESET_IDS)("the preset %s", (id) => {
  test("is trained as the notebook does", () => {
    expect(presetSpec(id)).toMatchObject({
      preprocessing: "standardise",
      split: { validationFraction: 0.2, seed: 13 },
      trainingSubset: null,
      optimizer: { kind: "adam", learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
      epochs: 10,
      batchSize: 32,
      select: "last",
    });
  });

  test("is within the limits, and recognised whatever the order of its keys", () => {
    const spec = experimentSpec.parse(presetSpec(id));
    const reversed = spec.architecture.blocks.map((block) => Object.fromEntries(Object.entries(block).reverse()));
    expect(presetOf({ ...spec.architecture, blocks: reversed as typeof spec.architecture.blocks })).toBe(id);
  });

  test("is handed out as a copy", () => {
    presetSpec(id).architecture.blocks.pop();
    expect(presetOf(presetSpec(id).architecture)).toBe(id);
  });
});

test("the networks differ in their initialisers, as the notebook's do", () => {
  const initializers = (id: (typeof PRESET_IDS)[number]) =>
    layersOf(presetSpec(id).architecture, 10).flatMap((layer) =>
      "kernelInitializer" in layer ? [layer.kernelInitializer] : [],
    );
  expect(initializers("scratch")).toEqual(["glorotUniform", "randomNormal", "randomNormal"]);
  expect(initializers("deeper")).toEqual(["glorotUniform", "glorotUniform", "glorotUniform", "glorotUniform"]);
});

test("a changed network is no preset", () => {
  const { architecture } = presetSpec("scratch");
  const [first, ...rest] = architecture.blocks;
  if (!first) throw new Error("The preset has no blocks.");
  expect(presetOf({ ...architecture, blocks: [{ ...first, dropout: 0.5 }, ...rest] })).toBeNull();
  expect(presetOf({ ...architecture, blocks: rest })).toBeNull();
  expect(presetOf({ ...architecture, head: { kernelInitializer: "heNormal" } })).toBeNull();
});

test("choosing a preset takes its schedule too, unless one has chosen another", () => {
  const constant = presetSpec("deeper").schedule;
  const lite = withPreset(presetSpec("deeper", 7), "pretrained-lite");
  expect(lite).toEqual(presetSpec("pretrained-lite", 7));
  expect(withPreset(lite, "scratch")).toEqual(presetSpec("scratch", 7));
  expect(withPreset({ ...lite, schedule: constant }, "scratch").schedule).toEqual(constant);
  const falling = { kind: "exponential", decayRate: 0.5, decayEpochs: 1, staircase: false } as const;
  expect(withPreset({ ...lite, schedule: falling }, "deeper").schedule).toEqual(falling);
  expect(withPreset({ ...presetSpec("deeper"), schedule: falling }, "pretrained-lite").schedule).toEqual(falling);
});

import { describe, expect, test } from "vitest";
import { BACKBONE_IDS, type BackboneId } from "../../backbones/backbone-ids.ts";
import { BACKBONES } from "../../backbones/catalogue.ts";
import { layerRows } from "../../experiments/layer-rows.ts";
import { type Architecture, architecture, type BackboneSpec } from "../blocks.ts";
import { foldLayers } from "../fold-layers.ts";
import type { Layer } from "../layers.ts";
import { featureShape, joinLayers, layersOf, partsOf, runningParts } from "../layers-of.ts";
import { summarize } from "../summary.ts";

const PICTURE = [32, 32, 3] as const;
const CLASSES = 10;

const on = (id: BackboneId, changes: Partial<BackboneSpec> = {}): Architecture =>
  architecture.parse({
    backbone: { id, side: 96, preprocessing: "own", pooling: "average", fineTuning: null, ...changes },
    blocks: [{ kind: "dense", units: 8, activation: "relu", dropout: 0, kernelInitializer: "heNormal" }],
    head: { kernelInitializer: "glorotUniform" },
  });
const thawing = (id: BackboneId, blocks: number, changes: Partial<BackboneSpec> = {}) =>
  on(id, { ...changes, fineTuning: { blocks, afterEpochs: 1, rateFactor: 0.1 } });
const names = (layers: readonly Layer[]) => layers.map(({ name }) => name);
const parametersOf = (layers: readonly Layer[], shape: readonly [number, number, number]) =>
  layers.length > 0 ? summarize(layers, shape).parameters : 0;

test.each(BACKBONE_IDS)("all of %s is frozen with its averages, and a network behind it is the head", (id) => {
  const { frozen, thawed, head } = partsOf(on(id), CLASSES);
  expect(names(frozen)).toEqual(["resizing", ...names(BACKBONES[id].layers), "avg_pool"]);
  expect(thawed).toEqual([]);
  expect(names(head)).toEqual(["flatten_1", "dense_1", "dense_2"]);
  expect(featureShape(frozen, PICTURE)).toEqual([1, 1, BACKBONES[id].output[2]]);
  expect(partsOf({ ...on(id), backbone: null }, CLASSES)).toMatchObject({ frozen: [], thawed: [] });
});

test("a map of features has places, as many as the side gives", () => {
  const shape = (side: 96 | 224) =>
    featureShape(partsOf(on("xception", { side, pooling: "none" }), CLASSES).frozen, PICTURE);
  expect([shape(96), shape(224)]).toEqual([
    [3, 3, 2048],
    [7, 7, 2048],
  ]);
  expect(featureShape([], PICTURE)).toEqual(PICTURE);
});

describe("fine-tuning cuts a backbone where a block begins", () => {
  test.each([
    ["efficientnet-lite0", 1, "top_conv", "block7a_project_bn"],
    ["efficientnet-lite0", 2, "block7a_expand_conv", "block6d_add"],
    ["efficientnet-lite0", 4, "block6c_expand_conv", "block6b_add"],
    ["xception", 1, "block14_sepconv1", "block13_add"],
  ] as const)("%s, last %i", (id, blocks, first, before) => {
    const { frozen, thawed } = partsOf(thawing(id, blocks), CLASSES);
    expect([thawed[0]?.name, frozen.at(-1)?.name]).toEqual([first, before]);
    expect(thawed.at(-1)?.name).toBe("avg_pool");
  });

  test.each(BACKBONE_IDS.flatMap((id) => [1, 2, 3, 6, 10].map((blocks) => [id, blocks] as const)))(
    "frozen and trained part of %s with its last %i blocks are the whole network",
    (id, blocks) => {
      const tuned = thawing(id, blocks);
      const parts = partsOf(tuned, CLASSES);
      expect(layersOf(tuned, CLASSES)).toEqual(layersOf(on(id), CLASSES));
      const cut = featureShape(parts.frozen, PICTURE);
      const own = [...parts.thawed, ...parts.head];
      const whole = summarize(layersOf(tuned, CLASSES), PICTURE);
      expect(parametersOf(parts.frozen, PICTURE) + parametersOf(joinLayers(parts.thawed, parts.head), cut)).toBe(
        whole.parameters,
      );
      expect(own.length + parts.frozen.length).toBe(whole.layers.length);

      const { frozen, trained } = runningParts(parts);
      expect(featureShape(frozen, PICTURE)).toEqual(cut);
      const joined = joinLayers(frozen, trained);
      expect(joined.some(({ type }) => type === "BatchNormalization")).toBe(false);
      const folded = summarize(joined, PICTURE);
      expect(folded.layers.at(-1)?.output).toEqual([CLASSES]);
      expect(folded.parameters).toBeLessThan(whole.parameters);
      // Each frozen block is as it is without fine-tuning, so that features of both are named alike as far as they go.
      const { frozen: all } = runningParts(partsOf(on(id), CLASSES));
      expect(frozen).toEqual(all.slice(0, frozen.length));

      const rows = layerRows(tuned, "cifar10");
      expect(rows.reduce((sum, row) => sum + row.trained, 0)).toBe(summarize(trained, cut).trainableParameters);
      expect(rows.at(-1)?.output).toEqual([CLASSES]);
    },
  );
});

test("a batch normalisation is folded into a linear product that it alone reads, and its place kept", () => {
  const conv = (name: string, changes: Partial<Extract<Layer, { type: "Conv2D" }>> = {}): Layer => ({
    type: "Conv2D",
    name,
    filters: 3,
    kernelSize: 3,
    padding: "same",
    activation: "linear",
    useBias: false,
    kernelInitializer: "heNormal",
    ...changes,
  });
  const norm = (name: string, read: string): Layer => ({
    type: "BatchNormalization",
    name,
    inputs: [read],
    momentum: 0.99,
    epsilon: 1e-3,
  });
  const layers: Layer[] = [
    conv("alone"),
    norm("alone_bn", "alone"),
    conv("rectified", { activation: "relu" }),
    norm("rectified_bn", "rectified"),
    conv("twice"),
    norm("twice_bn", "twice"),
    { type: "Add", name: "add", inputs: ["twice", "twice_bn"] },
    conv("last", { inputs: ["alone_bn"] }),
    norm("last_bn", "last"),
  ];
  const { layers: folded, folds } = foldLayers(layers);
  expect(folds.map(({ product, normalization }) => [product.name, normalization.name])).toEqual([
    ["alone", "alone_bn"],
    ["last", "last_bn"],
  ]);
  expect(names(folded)).toEqual(["alone", "rectified", "rectified_bn", "twice", "twice_bn", "add", "last"]);
  expect(folded.at(-1)).toMatchObject({ useBias: true, inputs: ["alone"] });
  expect(summarize(folded, PICTURE).layers.map(({ output }) => output)).toEqual(folded.map(() => [...PICTURE]));
});

import { expect, test } from "vitest";
import { partsOf, runningParts } from "../../architectures/layers-of.ts";
import { layerRows } from "../layer-rows.ts";
import { presetSpec } from "../presets.ts";

const lite = presetSpec("pretrained-lite").architecture;
const fineTuning = { blocks: 2, afterEpochs: 1, rateFactor: 0.1 };
const tuned = { ...lite, backbone: lite.backbone && { ...lite.backbone, fineTuning } };

test("a frozen backbone is one row that stands for all its layers", () => {
  const rows = layerRows(lite, "cifar10");
  expect(rows.map(({ name, type, layers, trained }) => [name, type, layers, trained])).toEqual([
    ["resizing", "Resizing", 1, 0],
    ["efficientnet-lite0", "EfficientNet-Lite0, frozen", 140, 0],
    ["avg_pool", "GlobalAveragePooling2D", 1, 0],
    ["flatten_1", "Flatten", 1, 0],
    ["dense_1", "Dense", 1, 327_936],
    ["dropout_1", "Dropout", 1, 0],
    ["dense_2", "Dense", 1, 2_570],
  ]);
});

test("blocks that are trained too are a row of their own, or as many as training knows", () => {
  const types = layerRows(tuned, "cifar10").map(({ type }) => type);
  expect(types).toContain("EfficientNet-Lite0, frozen blocks");
  expect(types).toContain("EfficientNet-Lite0, last 2 blocks");
  const { trained } = runningParts(partsOf(tuned, 10));
  const each = layerRows(tuned, "cifar10", "each");
  expect(each.map(({ name }) => name)).toEqual(["resizing", "efficientnet-lite0", ...trained.map(({ name }) => name)]);
  const count = (rows: typeof each) => rows.reduce((sum, row) => sum + row.trained, 0);
  expect(count(each)).toBe(count(layerRows(tuned, "cifar10")));
});

test("without a backbone every layer is a row", () => {
  const { architecture } = presetSpec("deeper");
  expect(layerRows(architecture, "cifar10").map(({ name }) => name)).toEqual(
    partsOf(architecture, 10).head.map(({ name }) => name),
  );
});

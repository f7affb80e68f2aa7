import { expect, test } from "vitest";
import { presetSpec } from "../../experiments/presets.ts";
import { filtersBehind } from "../filters-behind.ts";
import { layersOf } from "../layers-of.ts";
import { readsPicture } from "../reads-picture.ts";

const DEEPER = layersOf(presetSpec("deeper").architecture, 10);
const LITE = layersOf(presetSpec("pretrained-lite").architecture, 10);

test("the filters of a convolution stand behind its activation and its pooling", () => {
  const of = (name: string) => filtersBehind(DEEPER, name)?.name ?? null;
  expect(["conv2d_1", "leaky_relu_1", "max_pooling2d_1", "conv2d_2"].map(of)).toEqual([
    "conv2d_1",
    "conv2d_1",
    "conv2d_1",
    "conv2d_2",
  ]);
  expect(["flatten_1", "dense_1", "no such layer"].map(of)).toEqual([null, null, null]);
});

test("the first convolution reads the picture, enlarged or not", () => {
  expect(readsPicture(DEEPER, "conv2d_1")).toBe(true);
  expect(readsPicture(DEEPER, "conv2d_2")).toBe(false);
  const first = LITE.find(({ type }) => type === "Conv2D")?.name ?? "";
  expect(readsPicture(LITE, first)).toBe(true);
});

import { expect, test } from "vitest";
import type { Architecture } from "#domain/architectures/blocks";
import { presetSpec } from "#domain/experiments/presets";
import { networkStripOf, stripScale } from "./network-strip-of.ts";

test("deeper: two convolutions, each halved by its pool, then two dense layers", () => {
  expect(networkStripOf(presetSpec("deeper").architecture, "cifar10")).toEqual([
    { kind: "input", height: 32, width: 3 },
    { kind: "conv", height: 32, width: 32 },
    { kind: "pool", height: 16, width: 32 },
    { kind: "conv", height: 16, width: 64 },
    { kind: "pool", height: 8, width: 64 },
    { kind: "dense", height: 64 },
    { kind: "dense", height: 10 },
  ]);
});

test("a strip that would be too wide is drawn smaller", () => {
  const deeper = networkStripOf(presetSpec("deeper").architecture, "cifar10");
  expect(stripScale(deeper, 200)).toBe(1);
  const wide = deeper.map((part) => (part.kind === "conv" ? { ...part, width: 512 } : part));
  expect(stripScale(wide, 200)).toBeLessThan(0.7);
});

test("a backbone is one frozen part, and what is trained of it another", () => {
  const kinds = (architecture: Architecture) => networkStripOf(architecture, "cifar10").map(({ kind }) => kind);
  const { architecture } = presetSpec("pretrained");
  expect(kinds(architecture)).toEqual(["input", "frozen", "dense", "dense"]);
  const lite = presetSpec("pretrained-lite").architecture;
  expect(kinds(lite)).toEqual(["input", "frozen", "dense", "dense"]);
  const fineTuning = { blocks: 2, afterEpochs: 1, rateFactor: 0.1 };
  expect(kinds({ ...lite, backbone: lite.backbone && { ...lite.backbone, fineTuning } })).toEqual([
    "input",
    "frozen",
    "conv",
    "dense",
    "dense",
  ]);
});

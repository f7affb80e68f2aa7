import { expect, test } from "vitest";
import type { BackboneSpec } from "#domain/architectures/blocks";
import { KERAS_SGD, presetSpec } from "#domain/experiments/presets";
import { LIMITS } from "#domain/limits";
import {
  chosenValues,
  cloneValues,
  isPresetName,
  launchForm,
  newBackbone,
  presetValues,
  readDraft,
  writeDraft,
} from "./launch-values.ts";

test("a preset is a valid form", () => {
  expect(launchForm.safeParse(presetValues("deeper")).success).toBe(true);
});

test("a draft survives its text, even one that breaks a budget", () => {
  const values = presetValues("deeper");
  const tooMuch = { ...values, name: "", spec: { ...values.spec, epochs: 200, batchSize: 2048 } };
  expect(readDraft(writeDraft(tooMuch))).toEqual(tooMuch);
});

test("a draft from before a setting was there has the setting's default", () => {
  const values = presetValues("scratch");
  const { augmentation: _, schedule: __, precision: ___, device: ____, ...spec } = values.spec;
  const text = JSON.stringify({ ...values, spec }).replaceAll(
    /"(batchNorm|residual)":false,|"convolution":"standard",/g,
    "",
  );
  expect(text).not.toContain("batchNorm");
  expect(readDraft(text)).toEqual(values);
});

test("a field that holds no number is not kept, and a foreign text is no draft", () => {
  const values = presetValues("scratch");
  expect(writeDraft({ ...values, spec: { ...values.spec, epochs: Number.NaN } })).toBeNull();
  expect(readDraft(null)).toBeNull();
  expect(readDraft("{")).toBeNull();
  expect(readDraft('{"name":"x","spec":{"v":0}}')).toBeNull();
});

test("a name of one's own is kept when the preset changes", () => {
  expect(isPresetName(presetValues("scratch"))).toBe(true);
  expect(isPresetName({ ...presetValues("scratch"), name: "what does dropout do" })).toBe(false);
});

test("a clone says so once, within the limit", () => {
  const run = presetValues("deeper");
  expect(cloneValues(run).name).toBe("deeper, seed 1, again");
  expect(cloneValues(cloneValues(run)).name).toBe("deeper, seed 1, again");
  const long = "x".repeat(LIMITS.experimentName.max);
  expect(cloneValues({ ...run, name: long }).name).toBe(long);
});

test("what is left of another block in the same place does not count", () => {
  const { name, spec } = presetValues("scratch");
  const [conv, dense] = spec.architecture.blocks;
  if (!conv || !dense) throw new Error("scratch has two blocks");
  const architecture = { ...spec.architecture, blocks: [conv, { ...conv, ...dense }] };
  expect(chosenValues({ name, spec: { ...spec, architecture } })).toEqual({ name, spec });
});

test("what is left of another optimiser does not count", () => {
  const { name, spec } = presetValues("scratch");
  const mixed = { ...spec.optimizer, ...KERAS_SGD };
  expect(chosenValues({ name, spec: { ...spec, optimizer: mixed } }).spec.optimizer).toEqual(KERAS_SGD);
});

test("what is left of another schedule does not count", () => {
  const { name, spec } = presetValues("scratch");
  const mixed = { kind: "cosine", warmupEpochs: 1, finalFraction: 0, decayRate: 0.5, staircase: true } as const;
  expect(chosenValues({ name, spec: { ...spec, schedule: mixed } }).spec.schedule).toEqual({
    kind: "cosine",
    warmupEpochs: 1,
    finalFraction: 0,
  });
  const constant = { ...mixed, kind: "constant" } as const;
  expect(chosenValues({ name, spec: { ...spec, schedule: constant } })).toEqual({ name, spec });
});

test("what is left of a backbone and its fine-tuning does not count", () => {
  const { name, spec } = presetValues("pretrained-lite");
  const { architecture } = spec;
  const left = (backbone: object | null) =>
    chosenValues({
      name,
      spec: { ...spec, architecture: { ...architecture, backbone: backbone as BackboneSpec | null } },
    }).spec.architecture.backbone;
  expect(left(architecture.backbone)).toEqual(architecture.backbone);
  expect(left(null)).toBeNull();
  // As the form leaves it, where a field of it was there once.
  expect(left({ fineTuning: { blocks: undefined } })).toBeNull();
  expect(left({ ...architecture.backbone, fineTuning: { blocks: undefined } })).toEqual(architecture.backbone);
  const typing = { blocks: Number.NaN, afterEpochs: 2, rateFactor: 0.1 };
  expect(left({ ...architecture.backbone, fineTuning: typing })?.fineTuning).toEqual(typing);
});

test("a network on a backbone has no shift and no cutout, and gives them back", () => {
  const { name, spec } = presetValues("pretrained-lite");
  const augmentation = { flip: true, shift: 4, cutout: 8 };
  expect(chosenValues({ name, spec: { ...spec, augmentation } }).spec.augmentation).toEqual({
    flip: true,
    shift: 0,
    cutout: 0,
  });
  const own = presetValues("deeper").spec;
  expect(chosenValues({ name, spec: { ...own, augmentation } }).spec.augmentation).toEqual(augmentation);
});

test("a draft of a network on a backbone survives, one from before there were backbones has none", () => {
  const values = presetValues("pretrained");
  expect(readDraft(writeDraft(values))).toEqual(values);
  const { backbone: _, ...architecture } = presetSpec("scratch").architecture;
  const before = JSON.stringify({ name: "x", spec: { ...presetSpec("scratch"), architecture } });
  expect(readDraft(before)?.spec.architecture.backbone).toBeNull();
});

test("convolutions after a new backbone need its map", () => {
  expect(newBackbone("xception", presetSpec("deeper").architecture.blocks).pooling).toBe("none");
  expect(newBackbone("xception", []).pooling).toBe("average");
});

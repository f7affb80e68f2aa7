import { describe, expect, it } from "vitest";
import { presetSpec } from "../presets.ts";
import { type ExperimentSpec, experimentSpecFields } from "../spec.ts";
import { SPEC_FIELD_IDS, specValue } from "../spec-fields.ts";

describe("the fields of a spec", () => {
  const spec = presetSpec("deeper", 7);

  it("are read by their paths, those of blocks as lists", () => {
    expect(specValue(spec, "learningRate")).toBe(0.001);
    expect(specValue(spec, "optimizer")).toBe("adam");
    expect(specValue(spec, "seed")).toBe(7);
    expect(specValue(spec, "splitSeed")).toBe(13);
    expect(specValue(spec, "filters")).toBe("32, 64");
    expect(specValue(spec, "dropouts")).toBe("0.25, 0.25, 0.25");
    expect(specValue(spec, "flip")).toBe(false);
  });

  it("that do not apply are null, those that came later have what their lack meant", () => {
    expect(specValue(spec, "momentum")).toBeNull();
    expect(specValue(spec, "trainingSubset")).toBeNull();
    expect(specValue(spec, "weightDecay")).toBe(0);
    const { augmentation: _, schedule: __, precision: ___, device: ____, ...older } = spec;
    expect(specValue(older as ExperimentSpec, "cutout")).toBe(0);
    expect(specValue(older as ExperimentSpec, "schedule")).toBe("constant");
    expect(specValue(older as ExperimentSpec, "precision")).toBe("float32");
    expect(specValue(older as ExperimentSpec, "device")).toBe("any");
  });

  it("cover everything that a spec can vary", () => {
    const everything = experimentSpecFields.parse({
      ...spec,
      trainingSubset: 500,
      optimizer: { kind: "sgd", learningRate: 0.01, momentum: 0.9, nesterov: true, weightDecay: 0.1 },
      schedule: { kind: "exponential", decayRate: 0.5, decayEpochs: 2, staircase: true },
    });
    const missing = SPEC_FIELD_IDS.filter((id) => specValue(everything, id) === null);
    expect(missing).toEqual([
      "beta1",
      "beta2",
      "epsilon",
      "warmupEpochs",
      "finalFraction",
      "side",
      "backbonePreprocessing",
      "featurePooling",
      "thawedBlocks",
      "headEpochs",
      "rateFactor",
    ]);
    const lite = presetSpec("pretrained-lite");
    const fineTuning = { blocks: 2, afterEpochs: 1, rateFactor: 0.1 };
    const tuned = {
      ...lite.architecture,
      backbone: lite.architecture.backbone && { ...lite.architecture.backbone, fineTuning },
    };
    const ofBackbone = { ...lite, architecture: tuned };
    expect(
      Object.fromEntries(
        SPEC_FIELD_IDS.slice(SPEC_FIELD_IDS.indexOf("backbone")).map((id) => [id, specValue(ofBackbone, id)]),
      ),
    ).toMatchObject({
      backbone: "efficientnet-lite0",
      side: 224,
      backbonePreprocessing: "own",
      featurePooling: "average",
      thawedBlocks: 2,
      headEpochs: 1,
      rateFactor: 0.1,
      filters: null,
    });
    expect(specValue(everything, "backbone")).toBe("none");
  });
});

import { describe, expect, it } from "vitest";
import { BACKBONE_IDS } from "../../backbones/backbone-ids.ts";
import { presetSpec } from "../../experiments/presets.ts";
import { LABS } from "../catalogue.ts";
import { type Lab, labSchema } from "../lab.ts";
import { lab2 } from "../lab-2.ts";
import { askedSpec, labNetworks } from "../networks.ts";
import { sampleLab } from "./sample-lab.ts";

describe("labs", () => {
  it("have ids of their own and the form of a lab", () => {
    expect(new Set(LABS.map(({ id }) => id)).size).toBe(LABS.length);
    for (const lab of LABS) expect(labSchema.parse(lab)).toEqual(lab);
  });

  it("ask about networks that they have", () => {
    const [question] = sampleLab.questions;
    expect(labSchema.safeParse({ ...sampleLab, questions: [{ ...question, about: ["other"] }] }).success).toBe(false);
  });

  it("say what a network is made of, as the preset is", () => {
    const [scratch, deeper, pretrained] = labNetworks(lab2, { trainable: BACKBONE_IDS });
    expect(scratch?.spec).toEqual(presetSpec("scratch"));
    expect(scratch).toMatchObject({ parameters: 525_898, trainedParameters: 525_898 });
    expect(deeper).toMatchObject({ parameters: 282_250, trainedParameters: 282_250 });
    expect(scratch?.layers.find(({ name }) => name === "dense_1")).toMatchObject({
      type: "Dense",
      layers: 1,
      output: [64],
      parameters: 524_352,
      trained: 524_352,
    });
    expect(pretrained).toMatchObject({ parameters: 33_707_954, trainedParameters: 12_846_474, insteadOf: null });
    expect(pretrained?.layers.map(({ type }) => type)).toEqual([
      "Resizing",
      "Xception, frozen",
      "Flatten",
      "Dense",
      "Dense",
    ]);
  });

  it("know for which network a run can stand, however it was trained", () => {
    const spec = { ...presetSpec("deeper", 7), epochs: 2, trainingSubset: 320 };
    const networkOf = (lab: Lab) => lab.networks.find((network) => askedSpec(network, lab, spec));
    expect(networkOf(lab2)?.id).toBe("deeper");
    expect(networkOf(sampleLab)).toBeUndefined();
  });

  it("train another network in place of one whose weights nobody has", () => {
    const third = (of: Parameters<typeof labNetworks>[1]) => labNetworks(lab2, of)[2];
    const lite = presetSpec("pretrained-lite");
    expect(third({ trainable: ["efficientnet-lite0"] })).toMatchObject({
      id: "pretrained",
      title: "Pretrained, lite",
      spec: lite,
      insteadOf: "xception",
    });
    expect(third({ trainable: BACKBONE_IDS })).toMatchObject({ title: "Pretrained", insteadOf: null });
  });

  it("say of a network what its run is made of, whatever would be trained now", () => {
    const [, , network] = lab2.networks;
    if (!network) throw new Error("The lab has a third network.");
    for (const preset of ["pretrained", "pretrained-lite"] as const) {
      const spec = presetSpec(preset, 5);
      expect(askedSpec(network, lab2, spec)).toEqual(presetSpec(preset));
      for (const trainable of [[], BACKBONE_IDS]) {
        expect(labNetworks(lab2, { trainable, chosen: { pretrained: spec } })[2]?.preset).toBe(preset);
      }
    }
    expect(askedSpec(network, lab2, presetSpec("pretrained-gap"))).toBeNull();
  });
});

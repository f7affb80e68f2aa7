import { describe, expect, it } from "vitest";
import { presetSpec } from "../../experiments/presets.ts";
import { LABS } from "../catalogue.ts";
import { type Lab, labSchema } from "../lab.ts";
import { lab2 } from "../lab-2.ts";
import { labNetworks, standsFor } from "../networks.ts";
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

  it("say what an available network is made of, as the preset is", () => {
    const [scratch, deeper] = labNetworks(lab2);
    expect(scratch?.spec).toEqual(presetSpec("scratch"));
    expect(scratch).toMatchObject({ parameters: 525_898, trainedParameters: 525_898 });
    expect(deeper).toMatchObject({ parameters: 282_250, trainedParameters: 282_250 });
    expect(scratch?.layers.find(({ name }) => name === "dense_1")).toEqual({
      name: "dense_1",
      type: "Dense",
      output: [64],
      parameters: 524_352,
      trained: 524_352,
    });
  });

  it("know for which network a run can stand, however it was trained", () => {
    const spec = { ...presetSpec("deeper", 7), epochs: 2, trainingSubset: 320 };
    const networkOf = (lab: Lab) => labNetworks(lab).find((network) => standsFor(network, lab, spec));
    expect(networkOf(lab2)?.id).toBe("deeper");
    expect(networkOf(sampleLab)).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { parameterRows } from "./parameter-rows.ts";
import { testRun } from "./test-run.ts";

const deeper = (seed: number) => testRun({ spec: presetSpec("deeper", seed), trainingSeconds: 100 + seed });
const runs = [deeper(2), deeper(1), testRun({ trainingSeconds: null })];
const rows = parameterRows(runs);
const row = (key: string) => rows.find((one) => one.key === key);

describe("parameters side by side", () => {
  it("mark what stands out from the most frequent value", () => {
    expect(row("network")).toMatchObject({ values: ["deeper", "deeper", "scratch"], odd: [false, false, true] });
    expect(row("parameters")?.values).toEqual(["282,250", "282,250", "525,898"]);
    expect(row("seed")).toMatchObject({ label: "Seed", values: ["2", "1", "1"], odd: [true, false, false] });
  });

  it("mark all where no value is more frequent", () => {
    expect(row("training")).toMatchObject({
      values: ["1\u00a0min 42\u00a0s", "1\u00a0min 41\u00a0s", "–"],
      odd: [true, true, true],
    });
  });

  it("tell what is identical, and leave out what applies to none", () => {
    expect(row("learningRate")).toMatchObject({ values: ["0.001", "0.001", "0.001"], identical: true });
    expect(row("trainingSubset")?.values).toEqual(["all", "all", "all"]);
    expect(row("flip")?.values).toEqual(["no", "no", "no"]);
    expect(row("momentum")).toBeUndefined();
    expect(row("activations")?.values).toEqual(["leakyRelu, all 3", "leakyRelu, all 3", "leakyRelu, relu"]);
    expect(rows.filter(({ identical }) => !identical).map(({ key }) => key)).toEqual([
      "network",
      "layers",
      "parameters",
      "trained",
      "seed",
      "filters",
      "kernels",
      "convolutions",
      "pools",
      "activations",
      "dropouts",
      "training",
    ]);
  });
});

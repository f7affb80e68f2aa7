import { describe, expect, it } from "vitest";
import { presetSpec } from "../../experiments/presets.ts";
import type { SweepPlan } from "../plan-fields.ts";
import { runName, trialsOf } from "../trials.ts";

const base = presetSpec("deeper");
const plan = (overrides: Partial<SweepPlan>): SweepPlan => ({
  v: 1,
  base,
  method: { kind: "grid" },
  dimensions: [],
  repetitions: 1,
  halving: null,
  ...overrides,
});
const list = (path: string, values: (number | string | boolean)[]) => ({
  path,
  values: { kind: "list" as const, values },
});
const range = (path: string, from: number, to: number, scale: "linear" | "log", steps = 2) => ({
  path,
  values: { kind: "range" as const, from, to, scale, steps },
});

describe("a grid", () => {
  it("combines all values, the last dimension fastest, one round per repetition", () => {
    const trials = trialsOf(
      plan({ dimensions: [list("batchSize", [32, 64]), list("optimizer.learningRate", [0.1, 0.01])], repetitions: 2 }),
    );
    expect(trials.map(({ trial, configuration, name }) => [trial, configuration, name])).toEqual([
      [0, 0, "Batch size 32, learning rate 0.1, seed 1"],
      [1, 1, "Batch size 32, learning rate 0.01, seed 1"],
      [2, 2, "Batch size 64, learning rate 0.1, seed 1"],
      [3, 3, "Batch size 64, learning rate 0.01, seed 1"],
      [4, 0, "Batch size 32, learning rate 0.1, seed 2"],
      [5, 1, "Batch size 32, learning rate 0.01, seed 2"],
      [6, 2, "Batch size 64, learning rate 0.1, seed 2"],
      [7, 3, "Batch size 64, learning rate 0.01, seed 2"],
    ]);
    expect(trials[7]?.spec).toEqual({
      ...base,
      batchSize: 64,
      optimizer: { ...base.optimizer, learningRate: 0.01 },
      seed: 2,
    });
  });

  it("steps evenly, or by equal factors, and to whole numbers where the field has them", () => {
    const values = (dimension: SweepPlan["dimensions"][number]) =>
      trialsOf(plan({ dimensions: [dimension] })).map((trial) => trial.values[0]?.value);
    expect(values(range("optimizer.learningRate", 1e-4, 1e-2, "log", 5))).toEqual([
      0.0001, 0.0003162, 0.001, 0.003162, 0.01,
    ]);
    expect(values(range("architecture.blocks.0.dropout", 0, 0.5, "linear", 3))).toEqual([0, 0.25, 0.5]);
    expect(values(range("architecture.blocks.0.kernel", 1, 4, "linear", 7))).toEqual([1, 2, 3, 4]);
    expect(values(range("batchSize", 16, 256, "log", 5))).toEqual([16, 32, 64, 128, 256]);
  });

  it("sets an optimiser before its fields, and names the field that a run lacks", () => {
    const [adam, sgd] = trialsOf(
      plan({ dimensions: [list("optimizer.momentum", [0.5]), list("optimizer.kind", ["adam", "sgd"])] }),
    );
    expect(adam).toMatchObject({
      spec: null,
      problem: { path: "optimizer.momentum", message: "Momentum belongs to SGD, which this run does not have." },
    });
    expect(sgd?.spec?.optimizer).toEqual({
      kind: "sgd",
      learningRate: 0.01,
      momentum: 0.5,
      nesterov: false,
      weightDecay: 0,
    });
  });

  it("varies what a backbone sees, after the network that brings it", () => {
    const side = "architecture.backbone.side";
    const trials = trialsOf(
      plan({ dimensions: [list(side, [96, 224]), list("network", ["scratch", "pretrained-lite"])] }),
    );
    expect(trials.map(({ spec, problem }) => spec?.architecture.backbone?.side ?? problem?.message)).toEqual([
      expect.stringContaining("a pretrained backbone"),
      96,
      expect.stringContaining("a pretrained backbone"),
      224,
    ]);
    const shifted = { ...base, augmentation: { flip: false, shift: 4, cutout: 0 } };
    const [lite] = trialsOf(plan({ base: shifted, dimensions: [list("network", ["pretrained-lite"])] }));
    expect(lite?.problem?.path).toBe("augmentation.shift");
  });

  it("replaces the network, and reports a combination that breaks a budget with its field", () => {
    const [scratch, deeper] = trialsOf(plan({ dimensions: [list("network", ["scratch", "deeper"])] }));
    expect(scratch?.spec?.architecture).toEqual(presetSpec("scratch").architecture);
    expect(deeper?.spec).toEqual(base);
    const [small, large] = trialsOf(
      plan({
        dimensions: [list("architecture.blocks.2.units", [64, 4096]), list("architecture.blocks.1.filters", [512])],
      }),
    );
    expect(small?.problem).toBeNull();
    expect(large?.problem).toMatchObject({
      path: "architecture.blocks",
      message: expect.stringContaining("parameters to train; the limit is 20,000,000"),
    });
  });

  it("leaves the base as it was", () => {
    const before = structuredClone(base);
    trialsOf(plan({ dimensions: [list("architecture.blocks.0.filters", [8, 16])] }));
    expect(base).toEqual(before);
  });
});

describe("random samples", () => {
  const sampled = (samples: number, dimensions: SweepPlan["dimensions"], seed = 5) =>
    trialsOf(plan({ method: { kind: "random", samples, seed }, dimensions }));
  const rate = range("optimizer.learningRate", 1e-4, 1, "log");

  it("are the same for the same seed, whatever else varies and however many there are", () => {
    const valuesOf = (trials: ReturnType<typeof sampled>, path: string) =>
      trials.map(({ values }) => values.find((one) => one.path === path)?.value);
    const few = valuesOf(sampled(5, [rate]), rate.path);
    const many = valuesOf(sampled(9, [list("batchSize", [16, 32]), rate]), rate.path);
    expect(many.slice(0, 5)).toEqual(few);
    expect(valuesOf(sampled(5, [rate], 6), rate.path)).not.toEqual(few);
  });

  it("spread evenly over the powers of ten of a logarithmic range", () => {
    const logs = sampled(200, [rate]).map(({ values }) => Math.log10(Number(values[0]?.value)));
    expect(Math.min(...logs)).toBeGreaterThanOrEqual(-4);
    expect(Math.max(...logs)).toBeLessThanOrEqual(0);
    for (const decade of [-4, -3, -2, -1]) {
      expect(logs.filter((log) => Math.floor(log) === decade).length).toBeGreaterThan(30);
    }
  });

  it("give whole numbers and choices equal shares", () => {
    const shifts = sampled(200, [range("augmentation.shift", 0, 3, "linear")]).map(({ values }) => values[0]?.value);
    expect([...new Set(shifts)].sort()).toEqual([0, 1, 2, 3]);
    const kinds = sampled(200, [list("optimizer.kind", ["adam", "sgd"])]).map(({ values }) => values[0]?.value);
    expect(kinds.filter((kind) => kind === "adam").length).toBeGreaterThan(70);
    expect(kinds.filter((kind) => kind === "sgd").length).toBeGreaterThan(70);
  });
});

describe("runName", () => {
  it("counts from one and fits into a name", () => {
    expect(runName("rates", { trial: 0, name: "Learning rate 0.1" })).toBe("rates 1: Learning rate 0.1");
    const long = runName("rates", { trial: 9, name: "Learning rate 0.1, ".repeat(9) });
    expect(long.length).toBeLessThanOrEqual(80);
    expect(long.endsWith("…")).toBe(true);
  });
});

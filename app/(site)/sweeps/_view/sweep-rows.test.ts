import { describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { fieldedDimensions, trialsOf } from "#domain/sweeps/trials";
import {
  bestRow,
  heatNumbers,
  heatOf,
  overSeeds,
  sortRows,
  sweepAxes,
  sweepLines,
  sweepNumbers,
  sweepRows,
  topRows,
} from "./sweep-rows.ts";
import type { SweepRun } from "./sweep-types.ts";

const plan: SweepPlan = {
  v: 1,
  base: presetSpec("scratch"),
  method: { kind: "grid" },
  dimensions: [
    { path: "optimizer.learningRate", values: { kind: "list", values: [0.1, 0.01] } },
    { path: "augmentation.flip", values: { kind: "list", values: [false, true] } },
  ],
  repetitions: 2,
  halving: null,
};
const run = (trial: number, bestValidationAccuracy: number | null, overrides: Partial<SweepRun> = {}): SweepRun => ({
  id: `run-${trial}`,
  trial,
  name: `run ${trial + 1}`,
  state: "succeeded",
  command: "none",
  held: false,
  endedEarly: false,
  pruned: null,
  seed: trial < 4 ? 1 : 2,
  epochs: 3,
  onBackbone: false,
  epoch: 3,
  step: 10,
  stepsPerEpoch: 10,
  bestEpoch: 3,
  bestValidationAccuracy,
  testAccuracy: bestValidationAccuracy,
  testCount: 10_000,
  trainingSeconds: 5,
  failureMessage: null,
  sparkline: [],
  ...overrides,
});
const results = [0.1, 0.2, 0.6, 0.5, 0.3, 0.2, 0.4, null];
const trials = trialsOf(plan);
const rows = sweepRows(
  trials,
  results.map((result, trial) => run(trial, result)),
);
const fields = fieldedDimensions(plan).map(({ field }) => field);

describe("sweepRows", () => {
  it("give each run the values of its trial, also when others are gone", () => {
    expect(rows[3]?.values).toEqual({ "optimizer.learningRate": 0.01, "augmentation.flip": true });
    expect(rows[7]?.configuration).toBe(3);
    expect(sweepRows(trials, [run(6, 0.4)])[0]?.values).toMatchObject({ "augmentation.flip": false });
  });

  it("know the best", () => {
    expect(bestRow(rows)?.run.trial).toBe(2);
    expect(bestRow([])).toBeNull();
    expect(bestRow(sweepRows(trials, [run(0, null)]))).toBeNull();
    expect(topRows(rows, 3).map((row) => row.run.trial)).toEqual([2, 3, 6]);
  });
});

describe("the chart", () => {
  it("has an axis per dimension, the seed, and the result", () => {
    expect(sweepAxes(plan).map(({ label, kind }) => [label, kind])).toEqual([
      ["Learning rate", "log"],
      ["Mirroring", "category"],
      ["Seed", "category"],
      ["Best val., %", "linear"],
    ]);
  });

  it("writes whole numbers exactly, others to four digits, results with two decimals", () => {
    const [size, ...others] = sweepAxes({
      ...plan,
      dimensions: [
        { path: "batchSize", values: { kind: "list", values: [64, 1024] } },
        { path: "optimizer.learningRate", values: { kind: "list", values: [0.01, 0.0123456] } },
      ],
    });
    expect([64, 1024, 2047].map((value) => size?.format?.(value))).toEqual(["64", "1024", "2047"]);
    expect([0.0123456, 1e-7].map((value) => others[0]?.format?.(value))).toEqual(["0.01235", "1e-7"]);
    expect([0.7, 0.7005, 0.701].map((value) => others.at(-1)?.format?.(value))).toEqual(["70.00", "70.05", "70.10"]);
  });

  it("colours lines from the worst to the best; one without a result is grey", () => {
    const lines = sweepLines(rows);
    expect(lines[2]?.color).toEqual({ share: 1 });
    expect(lines[0]?.color).toEqual({ share: 0 });
    expect(lines[7]?.color).toBeNull();
    expect(lines[1]?.values).toMatchObject({ "augmentation.flip": "yes", seed: "1", result: 0.2 });
  });
});

describe("overSeeds", () => {
  it("means over the seeds of each configuration, the best first", () => {
    const [first, , third, last] = overSeeds(rows);
    expect(first?.values).toMatchObject({ "optimizer.learningRate": 0.01, "augmentation.flip": false });
    expect(first?.validation?.mean).toBeCloseTo(0.5);
    expect(first?.validation?.deviation).toBeCloseTo(Math.SQRT2 / 10);
    expect(third?.validation?.count).toBe(2);
    expect(last?.validation?.mean).toBeCloseTo(0.2);
  });
});

describe("heatOf", () => {
  it("means over all else by two dimensions", () => {
    const [x, y] = fields;
    if (!x || !y) throw new Error("two dimensions");
    const heat = heatOf(rows, x, y);
    expect(heat?.xs).toEqual([0.01, 0.1]);
    expect(heat?.ys).toEqual([false, true]);
    expect(heat?.cells[0]?.map(({ mean }) => mean?.toFixed(2))).toEqual(["0.50", "0.20"]);
    expect(heat?.cells[1]?.[0]).toEqual({ mean: 0.5, count: 1 });
    const table = heat && heatNumbers(heat, x, y);
    expect(table?.head.slice(0, 2)).toEqual([x.path, y.path]);
    expect(table?.rows).toHaveLength(4);
    expect(table?.rows[2]).toEqual([0.01, true, 0.5, 1]);
  });
});

describe("sortRows", () => {
  it("sorts by any column; what is missing is last either way", () => {
    const order = (by: Parameters<typeof sortRows>[1]["by"], way: "asc" | "desc") =>
      sortRows(rows, { by, order: way }).map((row) => row.run.trial);
    expect(order("validation", "desc").slice(0, 2)).toEqual([2, 3]);
    expect(order("validation", "desc").at(-1)).toBe(7);
    expect(order("validation", "asc").at(-1)).toBe(7);
    expect(order("value:optimizer.learningRate", "asc").slice(0, 4)).toEqual([2, 3, 6, 7]);
  });
});

describe("sweepNumbers", () => {
  it("has the values, states and results of every run", () => {
    const { head, rows: lines } = sweepNumbers(fields, rows);
    expect(head.join()).toContain("trial,run,name,optimizer.learningRate,augmentation.flip,seed,state");
    expect(lines[1]).toEqual([2, "run-1", "run 2", 0.1, true, 1, "done", 3, 3, 0.2, 0.2, 10_000, 5]);
  });
});

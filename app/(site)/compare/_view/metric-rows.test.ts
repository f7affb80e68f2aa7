import { describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { isGroup, metricBlocks } from "./metric-rows.ts";
import { testRun } from "./test-run.ts";

const summary = (first: number, last: number, min: number | null, max: number | null) => ({ first, last, min, max });
const deeper = (seed: number, last: number) =>
  testRun({
    id: `deeper ${seed}`,
    spec: presetSpec("deeper", seed),
    metrics: { validationAccuracy: summary(0.5, last, 0.5, last + 0.01), loss: summary(2, 1, 1, 2) },
    bestAt: { validationAccuracy: 7 },
  });
const scratch = testRun({
  id: "scratch",
  metrics: { validationAccuracy: summary(0.4, 0.6, 0.4, 0.65), validationLoss: summary(1, Number.NaN, null, null) },
});

describe("metrics side by side", () => {
  const blocks = metricBlocks([deeper(1, 0.7), scratch, deeper(2, 0.72)], false);
  const accuracy = blocks.find(({ metric }) => metric === "validationAccuracy");

  it("have a block for each metric that a run has, by step only if asked for", () => {
    expect(blocks.map(({ metric }) => metric)).toEqual(["validationAccuracy", "validationLoss"]);
    expect(metricBlocks([deeper(1, 0.7)], true).map(({ metric }) => metric)).toEqual(["validationAccuracy", "loss"]);
    expect(metricBlocks([testRun()], true)).toEqual([]);
  });

  it("put runs that differ by seed alone together, with mean and deviation", () => {
    const [group, single] = accuracy?.rows ?? [];
    if (!group || !isGroup(group) || !single || isGroup(single)) throw new Error("Expected a group and a run.");
    expect(blocks.find(({ metric }) => metric === "validationLoss")?.rows).toHaveLength(1);
    expect(group.runs.map(({ run }) => run.id)).toEqual(["deeper 1", "deeper 2"]);
    expect(group.values.last?.mean).toBeCloseTo(0.71, 12);
    expect(group.values.last?.deviation).toBeCloseTo(0.02 / Math.SQRT2, 12);
    expect(group.values.last?.count).toBe(2);
    expect(single.values).toEqual({ first: 0.4, last: 0.6, min: 0.4, max: 0.65, best: 0.65 });
    expect(single.bestAt).toBeNull();
  });

  it("know who leads, and when it was best", () => {
    const [group, single] = accuracy?.rows ?? [];
    if (!group || !isGroup(group) || !single || isGroup(single)) throw new Error("Expected a group and a run.");
    expect(group.runs.map(({ leads, bestAt }) => [leads, bestAt])).toEqual([
      [false, 7],
      [true, 7],
    ]);
    expect(single.leads).toBe(false);
  });

  it("keep what is no number, and leave it out of means", () => {
    const twins = [1, 2, 3].map((seed) =>
      testRun({
        spec: presetSpec("scratch", seed),
        metrics: { validationLoss: summary(1, seed === 3 ? Number.NaN : seed, 1, 2) },
      }),
    );
    const row = metricBlocks(twins, false)[0]?.rows[0];
    if (!row || !isGroup(row)) throw new Error("Expected a group.");
    expect(row.values.last).toMatchObject({ mean: 1.5, count: 2 });
    expect(row.runs[2]?.values.last).toBeNaN();
  });
});

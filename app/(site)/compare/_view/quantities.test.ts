import { describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import {
  axisColumns,
  axisOf,
  axisValue,
  columnsOf,
  defaultAxes,
  defaultScatter,
  numericColumns,
} from "./quantities.ts";
import { testRun } from "./test-run.ts";

const withRate = (learningRate: number, testAccuracy: number | null) => {
  const spec = presetSpec("scratch");
  return testRun({ spec: { ...spec, optimizer: { ...spec.optimizer, learningRate } }, testAccuracy });
};
const runs = [withRate(0.0001, 0.5), withRate(0.01, null)];
const ids = (columns: { id: string }[]) => columns.map(({ id }) => id);
const column = (id: string) => {
  const [found] = columnsOf([id], axisColumns(runs));
  if (!found) throw new Error(`No column ${id}.`);
  return found;
};

describe("quantities on axes", () => {
  it("are by default what differs, and the results", () => {
    expect(ids(defaultAxes(runs))).toEqual(["learningRate", "validation", "test"]);
    const { x, y } = defaultScatter(runs);
    expect([x?.id, y?.id]).toEqual(["learningRate", "test"]);
    expect(defaultScatter([testRun(), testRun()]).x?.id).toBe("duration");
  });

  it("are offered where some run has a value", () => {
    expect(ids(numericColumns(runs))).toContain("test");
    expect(ids(numericColumns(runs))).not.toContain("momentum");
    expect(ids(axisColumns(runs))).toContain("optimizer");
    expect(columnsOf(["test", "nonsense", "momentum"], axisColumns(runs))).toHaveLength(1);
  });

  it("stand by powers of ten where they span some, and write themselves", () => {
    expect(axisOf(runs, column("learningRate"))).toMatchObject({ kind: "log", label: "Learning rate" });
    expect(axisOf(runs, column("learningRate")).format?.(0.0001)).toBe("0.0001");
    expect(axisOf(runs, column("epochs")).kind).toBe("linear");
    expect(axisOf(runs, column("flip")).kind).toBe("category");
  });

  it("have no value where nothing was measured", () => {
    expect(runs.map((run) => axisValue(run, column("test")))).toEqual([0.5, null]);
    expect(axisValue(testRun(), column("flip"))).toBe("no");
  });
});

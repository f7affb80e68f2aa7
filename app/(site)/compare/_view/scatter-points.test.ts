import { describe, expect, it } from "vitest";
import { layOutScatter, type ScatterRun } from "./scatter-points.ts";

const run = (id: string, x: number | null, y: number | null, interval: number | null = null): ScatterRun => ({
  id,
  label: id,
  slot: 0,
  x,
  y,
  interval,
});
const axes = {
  x: { key: "parameters", label: "Parameters", kind: "linear" },
  y: { key: "test", label: "Test accuracy", kind: "linear" },
} as const;
const lay = (runs: ScatterRun[]) => layOutScatter(runs, axes, 600, 300);

describe("a scatter of runs", () => {
  it("puts more to the right and better above, with names beside them", () => {
    const { points } = lay([run("small", 10, 0.6), run("large", 100, 0.8)]);
    const [small, large] = points;
    expect(small?.cx).toBeLessThan(large?.cx ?? 0);
    expect(small?.cy).toBeGreaterThan(large?.cy ?? 0);
    expect([small?.text.anchor, large?.text.anchor]).toEqual(["start", "end"]);
  });

  it("keeps the names of near points apart, and leaves out what has no value", () => {
    const { points, left } = lay([run("a", 10, 0.7), run("b", 10, 0.7), run("c", null, 0.7), run("d", 3, Number.NaN)]);
    expect(Math.abs((points[0]?.text.y ?? 0) - (points[1]?.text.y ?? 0))).toBeGreaterThanOrEqual(14);
    expect(left.map(({ id }) => id)).toEqual(["c", "d"]);
  });

  it("leaves out ticks whose words would touch", () => {
    const runs = [run("small", 282_250, 0.6), run("large", 525_898, 0.8)];
    const wide = layOutScatter(runs, axes, 1_000, 300).xTicks;
    const narrow = layOutScatter(runs, axes, 358, 300).xTicks;
    expect(narrow.length).toBeLessThan(wide.length);
    expect(Number(narrow[1]?.at) - Number(narrow[0]?.at)).toBeGreaterThan(6 * String(narrow[0]?.label).length);
  });

  it("has room for intervals", () => {
    const { points, yTicks } = lay([run("a", 1, 0.5, 0.2), run("b", 2, 0.5, 0.1)]);
    const [a, b] = points;
    expect((a?.whisker?.bottom ?? 0) - (a?.whisker?.top ?? 0)).toBeCloseTo(
      2 * ((b?.whisker?.bottom ?? 0) - (b?.whisker?.top ?? 0)),
      6,
    );
    expect(Math.min(...yTicks.map(({ at }) => at))).toBeLessThanOrEqual(a?.whisker?.top ?? 0);
  });
});

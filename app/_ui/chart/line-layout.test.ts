import { describe, expect, it } from "vitest";
import { type LineSeries, layOutLines } from "./line-layout.ts";

const validation = (ys: (number | null)[], extra: Partial<LineSeries> = {}): LineSeries => ({
  name: "validation",
  role: "validation",
  values: ys.map((y, index) => ({ x: index + 1, y })),
  ...extra,
});
const format = (value: number) => value.toFixed(1);

describe("layOutLines", () => {
  it("keeps room for the end label only where a line ends near the edge", () => {
    const early = layOutLines([validation([50, 60])], 10, 600, 292, format);
    const done = layOutLines([validation([50, 60, 61, 62, 63])], 5, 600, 292, format);
    expect(early.grid.right).toBe(14);
    expect(done.grid.right).toBeGreaterThan(80);
    expect(done.toX(5)).toBeCloseTo(600 - done.grid.right);
  });
  it("maps positions back to whole epochs", () => {
    const layout = layOutLines([validation([50, 60, 70])], 10, 600, 292, format);
    for (const epoch of [1, 4, 10]) expect(layout.toEpoch(layout.toX(epoch) + 3)).toBe(epoch);
    expect(layout.toEpoch(-50)).toBe(1);
    expect(layout.toEpoch(9000)).toBe(10);
  });
  it("starts at 0 while the first epoch runs, and for a run of one epoch", () => {
    const running = layOutLines([validation([], { now: { x: 0.4, y: 2.1 } })], 10, 600, 292, format);
    expect(running.firstEpoch).toBe(0);
    expect(running.reached).toBe(0.4);
    expect(layOutLines([validation([2])], 1, 600, 292, format).firstEpoch).toBe(0);
  });
  it("ends a line at its last value that is there", () => {
    const layout = layOutLines([validation([50, 60, null])], 10, 600, 292, format);
    expect(layout.ends).toMatchObject([{ x: 2, y: 60, text: "val. 60.0", live: false }]);
  });
  it("separates the labels of lines that end together", () => {
    const train: LineSeries = { ...validation([50, 60.2]), name: "train", role: "train" };
    const layout = layOutLines([validation([50, 60]), train], 10, 600, 292, format);
    const [a = 0, b = 0] = layout.ends.map((end) => layout.toY(end.y) + end.labelShift);
    expect(Math.abs(a - b)).toBeGreaterThanOrEqual(15);
  });
});

import { describe, expect, it } from "vitest";
import { type LayoutInput, layOutChart } from "./chart-layout.ts";
import { drawnLine } from "./drawn-line.ts";
import { type ChartPoint, type ChartSeries, type ChartSettings, DEFAULT_SETTINGS } from "./series.ts";

const validation = (ys: number[], extra: Partial<ChartSeries> = {}): ChartSeries => ({
  key: "validation",
  owner: "run",
  label: "validation",
  role: "validation",
  slot: null,
  points: ys.map((y, index) => ({ x: index + 1, y })),
  ...extra,
});

function layOut(
  series: ChartSeries[],
  { settings, ...rest }: Partial<Omit<LayoutInput, "settings">> & { settings?: Partial<ChartSettings> } = {},
) {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  return layOutChart({
    lines: series.map((one) => drawnLine(one, all, rest.zoom ?? null)),
    settings: all,
    zoom: null,
    planned: 10,
    width: 600,
    height: 292,
    format: (value) => value.toFixed(1),
    ...rest,
  });
}

describe("the axis of epochs", () => {
  it("reaches to what is planned, and starts at 0 only where a line begins within the first epoch", () => {
    expect(layOut([validation([50, 60])]).x).toMatchObject({ from: 1, to: 10 });
    expect(layOut([validation([], { points: [{ x: 0.4, y: 2.1 }] })])).toMatchObject({
      x: { from: 0, to: 10 },
      reached: 0.4,
    });
    expect(layOut([validation([2])], { planned: 1 }).x).toMatchObject({ from: 0, to: 1 });
  });
  it("leaves room for the label of its last tick", () => {
    const line = validation([], { points: [{ x: 5000, y: 1 }] });
    const { grid } = layOut([line], { settings: { x: "step" }, planned: 10_000, width: 360 });
    expect(grid.right).toBeGreaterThan(18);
  });
  it("shows what a zoom asks for", () => {
    const { x, toX, grid } = layOut([validation([1, 2, 3, 4, 5, 6])], { zoom: { from: 2, to: 4 } });
    expect(x).toMatchObject({ from: 2, to: 4 });
    expect(toX(2)).toBe(grid.left);
  });
});

describe("the axis of values", () => {
  const spiky: ChartPoint[] = Array.from({ length: 300 }, (_, x) => ({ x, y: 1, min: 1, max: x === 77 ? 900 : 1 }));
  it("holds a spike that is one step of a bucket", () => {
    expect(layOut([validation([], { points: spiky })]).y.high).toBeGreaterThanOrEqual(900);
  });
  it("leaves it out when outliers are clipped", () => {
    expect(layOut([validation([], { points: spiky })], { settings: { clipOutliers: true } }).y.high).toBeLessThan(10);
  });
  it("is not broken by NaN, infinities or nothing at all", () => {
    for (const ys of [[], [Number.NaN], [1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]]) {
      for (const y of ["linear", "log"] as const) {
        const axis = layOut([validation(ys)], { settings: { y } }).y;
        expect(Number.isFinite(axis.low) && Number.isFinite(axis.high) && axis.high > axis.low).toBe(true);
        expect(axis.ticks.length).toBeLessThan(20);
      }
    }
  });
  it("is logarithmic when asked: equal factors are equal lengths", () => {
    const { toY } = layOut([validation([0.01, 0.1, 1])], { settings: { y: "log" } });
    expect(toY(0.01) - toY(0.1)).toBeCloseTo(toY(0.1) - toY(1), 6);
  });
});

describe("labels at the line ends", () => {
  it("get room only where a line ends near the edge", () => {
    expect(layOut([validation([50, 60])]).grid.right).toBe(14);
    expect(layOut([validation([50, 60, 61, 62, 63])], { planned: 5 }).grid.right).toBeGreaterThan(60);
  });
  it("stand apart where lines end together, and say which line it is", () => {
    const { ends, toY } = layOut([
      validation([50, 60]),
      validation([50, 60.2], { key: "train", label: "train", role: "train" }),
    ]);
    const [a = 0, b = 0] = ends.map((end) => toY(end.y) + end.labelShift);
    expect(Math.abs(a - b)).toBeGreaterThanOrEqual(15);
    expect(ends.map(({ text }) => text)).toEqual(["val. 60.0", "train 60.2"]);
  });
  it("name the run where there are several, once each", () => {
    const runs = ["first", "second"].flatMap((owner, slot) => [
      validation([50, 60], { key: `${owner} v`, owner, label: owner, slot }),
      validation([50, 60], { key: `${owner} t`, owner, label: owner, slot, role: "train" }),
    ]);
    expect(layOut(runs).ends.map(({ text }) => text)).toEqual(["first 60.0", "second 60.0"]);
  });
  it("are as many as fit, for fifty runs", () => {
    const runs = Array.from({ length: 50 }, (_, slot) =>
      validation([slot], { key: `${slot}`, owner: `${slot}`, label: `run ${slot}`, slot }),
    );
    const { ends, toY, height } = layOut(runs);
    expect(ends.length).toBeGreaterThan(10);
    for (const end of ends) expect(toY(end.y) + end.labelShift).toBeLessThanOrEqual(height - 26);
  });
  it("are absent where a line goes on beyond the zoom", () => {
    expect(layOut([validation([1, 2, 3, 4, 5])], { zoom: { from: 1, to: 2 } }).ends).toEqual([]);
  });
});

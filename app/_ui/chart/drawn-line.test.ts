import { expect, test } from "vitest";
import { drawnLine, nearest } from "./drawn-line.ts";
import { type ChartPoint, type ChartSeries, DEFAULT_SETTINGS } from "./series.ts";

const series = (points: ChartPoint[]): ChartSeries => ({
  key: "a",
  owner: "a",
  label: "a",
  role: "only",
  slot: null,
  points,
});
const LOG = { ...DEFAULT_SETTINGS, y: "log" } as const;

test("NaN and infinities become marks at an edge, and the line ends at its last finite value", () => {
  const line = drawnLine(
    series([
      { x: 1, y: 2 },
      { x: 2, y: Number.NaN },
      { x: 3, y: 4 },
      { x: 4, y: Number.NEGATIVE_INFINITY },
      { x: 5, y: Number.POSITIVE_INFINITY },
    ]),
    DEFAULT_SETTINGS,
    null,
  );
  expect(line.marks.map(({ x, edge }) => [x, edge])).toEqual([
    [2, "top"],
    [4, "bottom"],
    [5, "top"],
  ]);
  expect(line.last).toEqual({ x: 3, y: 4 });
});

test("a NaN among finite values is marked, and their mean is drawn", () => {
  const line = drawnLine(series([{ x: 1, y: 2, min: 1, max: 3, nonFinite: Number.NaN }]), DEFAULT_SETTINGS, null);
  expect(line.marks).toEqual([{ x: 1, y: Number.NaN, edge: "top" }]);
  expect(line.last).toEqual({ x: 1, y: 2 });
  expect(line.hasEnvelope).toBe(true);
});

test("on a logarithmic axis, what is not above 0 is marked at the bottom", () => {
  const line = drawnLine(
    series([
      { x: 1, y: 1 },
      { x: 2, y: 0 },
    ]),
    LOG,
    null,
  );
  expect(line.marks).toEqual([{ x: 2, y: 0, edge: "bottom" }]);
});

test("zoom keeps one neighbour on either side, and smoothing knows what came before", () => {
  const points = [0, 1, 2, 3, 4, 5, 6].map((x) => ({ x, y: x }));
  const line = drawnLine(
    series(points),
    { ...DEFAULT_SETTINGS, smoothing: { kind: "mean", window: 3 } },
    { from: 2.5, to: 4 },
  );
  expect(line.points.map(({ x }) => x)).toEqual([2, 3, 4]);
  expect(line.values).toEqual([2, 3, 4]);
});

test("the nearest point is read out, if it is near", () => {
  const line = drawnLine(
    series([
      { x: 1, y: 10 },
      { x: 2, y: 20 },
    ]),
    DEFAULT_SETTINGS,
    null,
  );
  expect(nearest(line, 1.4, 1)?.value).toBe(10);
  expect(nearest(line, 1.6, 1)?.value).toBe(20);
  expect(nearest(line, 9, 1)).toBeNull();
});

import { describe, expect, it, test } from "vitest";
import { placeNames } from "./place-names.ts";
import { layOutScatter, MARGIN, nearestPoint } from "./scatter-layout.ts";

const size = { width: 880, height: 340 };
const model = (name: string, parameters: number, testAccuracy: number, onFront: boolean) => ({
  name,
  parameters,
  testAccuracy,
  onFront,
  interval: 0.009,
  bytes: 4 * parameters,
  trainingSeconds: 90,
});
const rows = [
  model("scratch", 525_898, 0.6485, false),
  model("deeper", 282_250, 0.7287, true),
  model("tiny", 8_074, 0.613, true),
];

test("a crowd behind the front has no whiskers, and no room for them", () => {
  const behind = (count: number) => Array.from({ length: count }, (_, i) => model(`m${i}`, 300_000 + i, 0.742, false));
  const front = model("deeper", 282_250, 0.76, true);
  const lowest = (count: number) => {
    const { crowded, yTicks } = layOutScatter([front, ...behind(count)], "parameters", size);
    return [crowded, yTicks[0]?.label];
  };
  expect(lowest(40)).toEqual([false, "73"]);
  expect(lowest(41)).toEqual([true, "74"]);
});

test("everything lies within the plot, larger to the right, better above", () => {
  const { points, yTicks, xTicks } = layOutScatter(rows, "parameters", size);
  for (const { x, whisker } of points) {
    expect(x).toBeGreaterThan(MARGIN.left);
    expect(x).toBeLessThan(size.width - MARGIN.right);
    expect(whisker.top).toBeGreaterThanOrEqual(MARGIN.top);
    expect(whisker.bottom).toBeLessThanOrEqual(size.height - MARGIN.bottom);
  }
  const [scratch, deeper, small] = points;
  expect(small?.x).toBeLessThan(deeper?.x ?? 0);
  expect(deeper?.x).toBeLessThan(scratch?.x ?? 0);
  expect(deeper?.y).toBeLessThan(scratch?.y ?? 0);
  expect(xTicks.map(({ label }) => label)).toEqual(["10\u00a0k", "100\u00a0k"]);
  expect(yTicks.map(({ label }) => label)).toEqual(["60", "62", "64", "66", "68", "70", "72", "74"]);
});

test("bytes and time have their own ticks", () => {
  expect(layOutScatter(rows, "bytes", size).xTicks.map(({ label }) => label)).toEqual(["100\u00a0kB", "1\u00a0MB"]);
  expect(layOutScatter(rows, "trainingSeconds", size).xTicks.map(({ label }) => label)).toEqual(["1\u00a0min"]);
});

test("models of one size still have an axis", () => {
  const { points } = layOutScatter(rows.slice(0, 1), "parameters", size);
  expect(points[0]?.x).toBeCloseTo((MARGIN.left + size.width - MARGIN.right) / 2);
});

test("a pointer means the point nearest to it, if one is near", () => {
  const { points } = layOutScatter(rows, "parameters", size);
  const [scratch, deeper] = points;
  if (!scratch || !deeper) throw new Error("no points");
  expect(nearestPoint(points, { x: scratch.x + 3, y: scratch.y - 4 }, 5)).toBe(scratch);
  expect(nearestPoint(points, { x: scratch.x + 3, y: scratch.y - 4.1 }, 5)).toBeNull();
  expect(nearestPoint(points, deeper, 1_000)).toBe(deeper);
});

describe("placeNames", () => {
  const field = { left: 0, right: 400, top: 0, bottom: 200 };

  it("keeps names in the field, off points and off each other, and leaves out what has no room", () => {
    const crowd = Array.from({ length: 12 }, (_, i) => ({ name: `model number ${i}`, x: 200 + i, y: 100 + i }));
    const placed = placeNames(crowd, crowd, field);
    expect(placed.length).toBeGreaterThan(0);
    expect(placed.length).toBeLessThan(crowd.length);
    expect(placed[0]?.text).toBe("model number 0");
  });

  it("turns to the other side at an edge, and cuts long names", () => {
    const [name] = placeNames([{ name: "a".repeat(80), x: 5, y: 100 }], [], field);
    expect(name).toMatchObject({ anchor: "start", text: `${"a".repeat(27)}…` });
  });
});

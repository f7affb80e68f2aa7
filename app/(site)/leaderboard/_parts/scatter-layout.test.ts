import { expect, test } from "vitest";
import { layOutScatter, MARGIN } from "./scatter-layout.ts";

const size = { width: 880, height: 340 };
const rows = [
  { parameters: 525_898, testAccuracy: 0.6485, interval: 0.0094 },
  { parameters: 282_250, testAccuracy: 0.7287, interval: 0.0087 },
  { parameters: 8_074, testAccuracy: 0.613, interval: 0.0095 },
];

test("everything lies within the plot, larger to the right, better above", () => {
  const front = rows.filter(({ testAccuracy }) => testAccuracy !== 0.6485).reverse();
  const { points, yTicks, xTicks } = layOutScatter(rows, front, size);
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
  expect(points.map(({ onFront }) => onFront)).toEqual([false, true, true]);
  expect(xTicks.map(({ label }) => label)).toEqual(["10 k", "100 k"]);
  expect(yTicks.map(({ label }) => label)).toEqual(["60", "62", "64", "66", "68", "70", "72", "74"]);
});

test("models of one size still have an axis", () => {
  const { points } = layOutScatter(rows.slice(0, 1), rows.slice(0, 1), size);
  expect(points[0]?.x).toBeCloseTo((MARGIN.left + size.width - MARGIN.right) / 2);
});

import { expect, test } from "vitest";
import { layOutHistograms } from "./histogram-layout.ts";

const plot = { width: 400, height: 200 };
const flat = Array<number>(256).fill(10);
const peak = flat.map((count, byte) => (byte < 4 ? 100 : count));

test("the axis is that of the values", () => {
  const scaled = layOutHistograms([flat], (byte) => byte / 255, plot);
  expect(scaled.ticks.map(({ label }) => label)).toEqual(["0", "0.2", "0.4", "0.6", "0.8", "1"]);
  const standardised = layOutHistograms([flat], (byte) => (byte / 255 - 0.4734) / 0.211, plot);
  expect(standardised.ticks.map(({ label }) => label)).toEqual(["-2", "-1", "0", "1", "2"]);
});

test("the highest bin of all channels reaches the top, all lie within", () => {
  const { lines, bottom } = layOutHistograms([flat, peak], (byte) => byte / 255, plot);
  expect(lines).toHaveLength(2);
  const heights = lines.flatMap(({ path }) =>
    path
      .split(/[ML]/)
      .slice(1)
      .map((point) => Number(point.split(" ")[1])),
  );
  expect(Math.min(...heights)).toBe(10);
  expect(Math.max(...heights)).toBeLessThan(bottom);
});

import { expect, test } from "vitest";
import { layOutBand } from "./band-chart.ts";

test("the axis encloses the spread, and epochs without a finite value are left out", () => {
  const layout = layOutBand(
    [
      { epoch: 1, value: 0.1, low: -0.1, high: 0.3 },
      { epoch: 2, value: null, low: null, high: null },
      { epoch: 3, value: 0.2, low: 0.1, high: 0.3 },
    ],
    240,
    100,
  );
  expect(layout?.line.split("L")).toHaveLength(2);
  expect(layout?.ticks[0]?.label).toBe("−0.2");
  expect(Number(layout?.ticks.at(-1)?.label)).toBeGreaterThanOrEqual(0.3);
});

test("nothing finite is no chart, and one epoch stands in the middle", () => {
  expect(layOutBand([{ epoch: 1, value: null, low: null, high: null }], 240, 100)).toBeNull();
  const one = layOutBand([{ epoch: 4, value: 1, low: 0, high: 2 }], 240, 100);
  expect(one?.xOf(4)).toBe(40 + 0.5 * (240 - 48));
  expect(one?.band).toBeNull();
});

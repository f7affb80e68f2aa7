import { expect, test } from "vitest";
import { HISTOGRAM_BINS } from "#domain/runs/layer-statistics";
import { layerNumbers } from "./layer-numbers.ts";

const histogram = Array.from({ length: HISTOGRAM_BINS }, (_, bin) => bin);
const distribution = { min: -1, max: 2, mean: 0.5, deviation: 0.1, count: 496, zeros: 3, nonFinite: 0, histogram };

test("every epoch has one row, whichever chart it is drawn in", () => {
  const { head, rows } = layerNumbers(
    [
      { epoch: 1, distribution },
      { epoch: 4, distribution: { ...distribution, min: null, max: null } },
    ],
    [
      { epoch: 1, mean: 0.5, deviation: 0.1, zeros: 0.25 },
      { epoch: 2, mean: null, deviation: null, zeros: 0 },
    ],
  );
  expect(head).toHaveLength(6 + HISTOGRAM_BINS);
  for (const row of rows) expect(row).toHaveLength(head.length);
  expect(rows.map((row) => row.slice(0, 8))).toEqual([
    [1, 0.5, 0.1, 0.25, -1, 2, 0, 1],
    [2, null, null, 0, undefined, undefined, null, null],
    [4, undefined, undefined, undefined, null, null, 0, 1],
  ]);
});

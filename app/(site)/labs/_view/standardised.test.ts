import { expect, it } from "vitest";
import type { DatasetStatistics } from "#domain/datasets/statistics";
import { momentsOf, pixelHistograms } from "./standardised.ts";

/** A data set of black and white pixels, a quarter of them white. */
const channel = {
  mean: 0.25,
  std: 0.433,
  histogram: Array.from({ length: 256 }, (_, i) => (i === 0 ? 3 : i === 255 ? 1 : 0)),
};
const statistics: DatasetStatistics = {
  v: 1,
  train: { count: 1, perClass: [1] },
  test: { count: 1, perClass: [1] },
  channels: [channel, channel],
  standardisation: { mean: 0.25, std: 0.5 },
  meanImages: { sha256: "0".repeat(64), bytes: 1 },
};

it("shows the values as stored and as the network sees them", () => {
  const { before, after } = pixelHistograms(statistics, 1);
  expect([before.from, before.to]).toEqual([0, 255]);
  expect(before.shares[0]).toBe(0.75);
  expect(before.shares[255]).toBe(0.25);
  expect([after.from, after.to]).toEqual([-0.5, 1.5]);
  expect(momentsOf(before).mean).toBeCloseTo(63.75);
  expect(momentsOf(after).mean).toBeCloseTo(0);
  // The second number of the standardisation need not be the deviation of all pixels.
  expect(momentsOf(after).deviation).toBeCloseTo(0.866, 3);
});

it("puts byte values together into bars", () => {
  const { before } = pixelHistograms(statistics, 4);
  expect(before.shares).toHaveLength(64);
  expect(before.from).toBe(1.5);
  expect(before.to).toBe(253.5);
  expect(before.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
});

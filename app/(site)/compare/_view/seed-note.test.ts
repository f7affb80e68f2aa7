import { expect, test } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { seedNote } from "./seed-note.ts";
import { testRun } from "./test-run.ts";

const deeper = (seed: number, testAccuracy: number | null) =>
  testRun({ name: "deeper", spec: presetSpec("deeper", seed), testAccuracy });

test("tells what seed alone moved, and how far experiments lie apart", () => {
  const note = seedNote([deeper(2, 0.7287), deeper(1, 0.727), deeper(3, null), testRun({ testAccuracy: 0.6485 })]);
  expect(note).toMatchObject({ name: "deeper", runs: 2 });
  expect(note?.moved).toBeCloseTo(0.17, 6);
  expect(note?.interval).toBeCloseTo(0.87, 2);
  expect(note?.apart).toBeCloseTo(7.935, 3);
});

test("has nothing to tell of single runs", () => {
  expect(seedNote([deeper(1, 0.7), testRun()])).toBeNull();
  expect(seedNote([deeper(1, 0.7), deeper(2, 0.71)])?.apart).toBeNull();
});

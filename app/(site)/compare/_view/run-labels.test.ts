import { expect, test } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { runLabels } from "./run-labels.ts";

const run = (name: string, seed: number) => ({ name, spec: presetSpec("scratch", seed) });

test("runs are told apart by name, then seed, then number", () => {
  const labels = runLabels([run("deeper", 1), run("deeper", 2), run("scratch", 1), run("again", 1), run("again", 1)]);
  expect(labels.map(({ long }) => long)).toEqual([
    "deeper, seed 1",
    "deeper, seed 2",
    "scratch",
    "again, seed 1 (1)",
    "again, seed 1 (2)",
  ]);
  expect(labels.map(({ short }) => short)).toEqual([
    "deeper s1",
    "deeper s2",
    "scratch",
    "again s1 (1)",
    "again s1 (2)",
  ]);
});

test("a long name keeps both its ends at a line", () => {
  const [label] = runLabels([run("a sweep of learning rates, 0.0003", 1)]);
  expect(label?.short).toBe("a sweep o…, 0.0003");
  expect(label?.long).toBe("a sweep of learning rates, 0.0003");
});

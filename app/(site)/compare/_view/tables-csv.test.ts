import { expect, test } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { metricBlocks } from "./metric-rows.ts";
import { parameterRows } from "./parameter-rows.ts";
import { metricsCsv, parametersCsv } from "./tables-csv.ts";
import { testRun } from "./test-run.ts";

const seed = (n: number, label: string) =>
  testRun({
    id: `id-${n}`,
    label,
    spec: presetSpec("scratch", n),
    metrics: { testAccuracy: { first: n / 4, last: n / 4, min: n / 4, max: n / 4 } },
  });
const runs = [seed(1, "scratch, seed 1"), seed(2, "=1+1")];

test("parameters: a column per run, whose name no spreadsheet computes", () => {
  const lines = parametersCsv(parameterRows(runs), runs).split("\r\n");
  expect(lines[0]).toBe(`parameter,"scratch, seed 1",'=1+1`);
  expect(lines).toContain("Seed,1,2");
  expect(lines).toContain('Parameters,"525,898","525,898"');
});

test("metrics: a row per run, then mean and deviation over seeds", () => {
  const lines = metricsCsv(metricBlocks(runs, false)).split("\r\n");
  expect(lines.slice(1, 4)).toEqual([
    'Test accuracy,"scratch, seed 1",id-1,1,0.25,0.25,0.25,0.25,0.25,,,,,,',
    "Test accuracy,'=1+1,id-2,2,0.5,0.5,0.5,0.5,0.5,,,,,,",
    `Test accuracy,"scratch, mean",,1 2,0.375,0.375,0.375,0.375,0.375,,${Array(5).fill(Math.sqrt(0.03125)).join(",")}`,
  ]);
});

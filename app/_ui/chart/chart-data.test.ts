import { expect, test } from "vitest";
import { chartCsv, chartJson } from "./chart-data.ts";
import { type ChartSeries, DEFAULT_SETTINGS } from "./series.ts";

const series: ChartSeries[] = [
  {
    key: "v",
    owner: "0197",
    label: "=cmd, deeper",
    role: "validation",
    slot: 0,
    points: [
      { x: 1, y: 0.1 + 0.2 },
      { x: 2, y: Number.NaN },
      { x: 3, y: -1e-7, min: -2e-7, max: 0 },
    ],
  },
];

test("CSV has a row for each point, in full precision, and nothing that a spreadsheet computes", () => {
  expect(chartCsv(series, "epoch").split("\r\n")).toEqual([
    "run,series,role,epoch,value,min,max,nonFinite",
    `0197,"'=cmd, deeper",validation,1,0.30000000000000004,0.30000000000000004,0.30000000000000004,`,
    `0197,"'=cmd, deeper",validation,2,NaN,NaN,NaN,`,
    `0197,"'=cmd, deeper",validation,3,-1e-7,-2e-7,0,`,
    "",
  ]);
});

test("JSON spells what it has no number for", () => {
  const read = JSON.parse(chartJson({ title: "Loss", series, settings: DEFAULT_SETTINGS, format: String }));
  expect(read.series[0].points).toEqual([
    { x: 1, y: 0.1 + 0.2 },
    { x: 2, y: "NaN" },
    { x: 3, y: -1e-7, min: -2e-7, max: 0 },
  ]);
});

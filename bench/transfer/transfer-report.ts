/** What transfer learning has to reach, and what was measured. */
import type { BenchResult } from "../bench.ts";
import { table } from "../report/table.ts";
import type { Speeds } from "../training/comparison.ts";

export type Goals = Pick<BenchResult, "figures" | "ratios">;

const AT_LEAST: Record<string, number> = {
  "xceptionFeatures.keras": 1.15,
  "xceptionFeatures.keras.bf16": 1.6,
  "efficientnetLite0Features.pytorch": 1.3,
  "thirdNetwork.keras": 12,
  "thirdNetwork.keras.bf16": 16,
  "pretrainedLite.testAccuracy": 0.9,
};
const AT_MOST: Record<string, number> = { "secondExperiment.seconds": 60, peakMemoryGB: 6 };

/** One line a goal that was measured. */
export function goalTable({ figures, ratios }: Goals): string {
  const measured = { ...figures, ...ratios };
  const line = (name: string, sign: string, goal: number) => {
    const value = measured[name];
    if (typeof value !== "number") return [];
    const isMet = sign === "≥" ? value >= goal : value <= goal;
    return [[name, value.toPrecision(3), `${sign} ${goal}`, isMet ? "met" : "missed"]];
  };
  const others = Object.entries(ratios).filter(([name]) => !(name in AT_LEAST));
  return table([
    ["", "here", "goal", ""],
    ...Object.entries(AT_LEAST).flatMap(([name, goal]) => line(name, "≥", goal)),
    ...Object.entries(AT_MOST).flatMap(([name, goal]) => line(name, "≤", goal)),
    ...others.map(([name, value]) => [name, value.toPrecision(3), "", ""]),
  ]);
}

export const speedTable = (speeds: ReadonlyMap<string, Speeds>): string =>
  table([
    ["", "median", "least", "most"],
    ...[...speeds].map(([name, { median, min, max }]) => [name, ...[median, min, max].map((rate) => rate.toFixed(1))]),
  ]);

/** What classifying in a browser has to reach. */
import { table } from "../report/table.ts";

export type Goal = { label: string; limit: number; isMet: (value: number, limit: number) => boolean };

const atMost = (value: number, limit: number) => value <= limit;
const atLeast = (value: number, limit: number) => value >= limit;

export const GOALS = {
  "scriptBeforeModel.kB": { label: "script of the classify page before a model, gzip, kB", limit: 230, isMet: atMost },
  "firstAnswer.ms": { label: "deeper: first answer once its bytes are there, ms", limit: 300, isMet: atMost },
  "perPicture.ms": { label: "deeper: each further picture, ms", limit: 2, isMet: atMost },
  "testSet.imagesPerSecond": { label: "scratch: test set, images per second", limit: 4_000, isMet: atLeast },
  "longestTask.ms": { label: "longest task of the page, ms", limit: 50, isMet: atMost },
  "tensors.kept": { label: "tensors kept by 1,000 pictures and 20 models", limit: 0, isMet: atMost },
} as const satisfies Record<string, Goal>;

export type GoalName = keyof typeof GOALS;

const written = (value: number) =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value === Math.round(value) ? 0 : 2);

/** One line a goal that was measured: the figure, the goal, whether it is met. */
export function goalTable(measured: Readonly<Partial<Record<GoalName, number>>>): string {
  const rows = Object.entries(GOALS).flatMap(([name, { label, limit, isMet }]: [string, Goal]) => {
    const value = measured[name as GoalName];
    if (value === undefined) return [];
    const sign = isMet === atLeast ? "≥" : "≤";
    return [[label, written(value), `${sign} ${written(limit)}`, isMet(value, limit) ? "met" : "missed"]];
  });
  return table([["", "here", "goal", ""], ...rows]);
}

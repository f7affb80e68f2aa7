import { table } from "../report/table.ts";
import { GOALS, type Goal, type GoalName } from "./goals.ts";

const written = (ms: number) => (ms >= 100 ? ms.toFixed(0) : ms.toFixed(1));

/** One line a goal: what was measured, the goal, whether it is met, and MLflow's figure for scale. */
export function goalTable(measured: Partial<Record<GoalName, number>>): string {
  const rows = Object.entries(GOALS).flatMap(([name, goal]: [string, Goal]) => {
    const ms = measured[name as GoalName];
    if (ms === undefined) return [];
    const theirs = goal.theirs ? `${written(goal.theirs.ms)}: ${goal.theirs.what}` : "";
    return [[goal.label, written(ms), `≤ ${goal.limitMs}`, ms <= goal.limitMs ? "met" : "missed", theirs]];
  });
  return table([["ms", "here", "goal", "", "MLflow, not measured here"], ...rows]);
}

/** Goal over measured, above 1 where the goal is met. */
export const ratiosToGoals = (measured: Partial<Record<GoalName, number>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(measured).map(([name, ms]) => [`${name}.goal`, GOALS[name as GoalName].limitMs / ms]),
  );

export const spreadTable = (
  rows: readonly { name: string; count: number; p50: number; p95: number; max: number }[],
): string =>
  table([
    ["ms", "calls", "p50", "p95", "max"],
    ...rows.map(({ name, count, p50, p95, max }) => [name, String(count), written(p50), written(p95), written(max)]),
  ]);

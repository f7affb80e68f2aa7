/** Runs that are the same experiment but for chance: specs that differ by their seed alone. */
import type { ExperimentSpec } from "../experiments/spec.ts";

/** Equal for specs that differ by nothing but their seed, in whatever order their keys stand. */
export const specWithoutSeed = ({ seed: _, ...rest }: ExperimentSpec): string => JSON.stringify(rest, sortedKeys);

const sortedKeys = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Groups in the order of their first run; a run that has no other of its kind stands alone. */
export const seedGroups = <Run extends { spec: ExperimentSpec }>(runs: readonly Run[]): Run[][] => [
  ...Map.groupBy(runs, ({ spec }) => specWithoutSeed(spec)).values(),
];

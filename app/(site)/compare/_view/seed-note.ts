/** What seed alone did to the test accuracy, beside the uncertainty of one test. */
import { accuracyInterval } from "#domain/models/accuracy-interval";
import { seedGroups } from "#domain/runs/seed-groups";
import type { ShownRun } from "./compared-run.ts";

export type SeedNote = {
  /** The experiment, by the name that its runs share or that of the first. */
  name: string;
  runs: number;
  /** Greatest minus least, in points of per cent. */
  moved: number;
  /** Half of the 95 % interval of one test, in points. */
  interval: number;
  /** By how much the means of different experiments lie apart at most, in points; null if there is one only. */
  apart: number | null;
};

const points = (fraction: number) => fraction * 100;

/** About the experiment with the most tested seeds; null when none has two. */
export function seedNote(runs: readonly ShownRun[]): SeedNote | null {
  const groups = seedGroups(runs.filter(({ testAccuracy }) => testAccuracy !== null));
  const largest = groups.reduce<ShownRun[]>((most, group) => (group.length > most.length ? group : most), []);
  const [first] = largest;
  if (!first || largest.length < 2 || first.testCount === null) return null;
  const accuracies = accuraciesOf(largest);
  const means = groups.map((group) => mean(accuraciesOf(group)));
  return {
    name: first.name,
    runs: largest.length,
    moved: points(Math.max(...accuracies) - Math.min(...accuracies)),
    interval: points(accuracyInterval(mean(accuracies), first.testCount)),
    apart: means.length > 1 ? points(Math.max(...means) - Math.min(...means)) : null,
  };
}

const accuraciesOf = (runs: readonly ShownRun[]) => runs.flatMap(({ testAccuracy }) => testAccuracy ?? []);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

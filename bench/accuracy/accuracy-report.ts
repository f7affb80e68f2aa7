/** What the accuracy bench shows of a preset. */
import { table } from "../report/table.ts";
import { describeSample } from "../statistics/sample.ts";
import type { Difference } from "../statistics/welch-interval.ts";

/** Test accuracies as fractions, one a seed. */
export type Side = { name: string; accuracies: number[] };

const percent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`;
/** With a sign, in points of a hundred. */
const points = (fraction: number) => `${fraction < 0 ? "−" : "+"}${(100 * Math.abs(fraction)).toFixed(2)}`;

export function accuracyReport(
  preset: string,
  seeds: readonly number[],
  ours: Side,
  theirs: Side,
  { difference, low, high, standardErrors }: Difference,
): string {
  const rows = [ours, theirs].map(({ name, accuracies }) => {
    const { count, mean, deviation } = describeSample(accuracies);
    return [name, String(count), percent(mean), percent(deviation), accuracies.map(percent).join("  ")];
  });
  const heading = ["", "runs", "mean", "deviation", "all"];
  return (
    `\n${preset}, test accuracy, seeds ${seeds.join(", ")}\n\n${table([heading, ...rows])}\n\n` +
    `Difference of the means: ${points(difference)} points, 95 % interval ${points(low)} to ${points(high)}, ` +
    `${standardErrors.toFixed(1)} standard errors.\n`
  );
}

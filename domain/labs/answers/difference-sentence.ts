import { differenceInterval } from "../difference-interval.ts";
import type { Tested } from "./answer.ts";
import { percent, points } from "./wording.ts";

/** Which of two tested networks is better, by how much, and whether the test pictures can tell them apart. */
export function differenceSentence(base: Tested, other: Tested): string {
  const difference = other.run.test.accuracy - base.run.test.accuracy;
  const interval = differenceInterval(base.run.test, other.run.test);
  const [high, low] = difference >= 0 ? [other, base] : [base, other];
  const figures = `${high.title} answers ${percent(high.run.test.accuracy)} of the test pictures rightly, ${low.title} ${percent(low.run.test.accuracy)}`;
  return Math.abs(difference) > interval
    ? `${figures}: ${points(difference)} more, give or take ${points(interval)} (95 % interval), so the two are told apart.`
    : `${figures}. The difference of ${points(difference)} is within ${points(interval)} (95 % interval): these test pictures do not tell the two apart.`;
}

/** Warns of what makes the comparison unfair. */
export const unlikeSentences = (networks: readonly Tested[]): string[] =>
  networks
    .filter(({ run }) => run.differences.length > 0)
    .map(({ title, run }) => `${title} was not trained as the lab asks: ${run.differences.join(", ")}.`);

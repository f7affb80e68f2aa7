import { formatCount, formatPercent } from "../../../../_ui/numbers.ts";

export type TestedHere = {
  count: number;
  /** Answered right in this browser, and by the trainer. */
  right: number;
  rightAtTrainer: number;
  /** Pictures that the trainer answered otherwise; null where its answers were not kept. */
  differing: number | null;
};

export type TestVerdict = { equal: boolean; title: string; text: string };

const pictures = (count: number) => `${formatCount(count)} ${count === 1 ? "picture" : "pictures"}`;

/** Whether this browser measured what the trainer measured, in words. */
export function testVerdict({ count, right, rightAtTrainer, differing }: TestedHere): TestVerdict {
  const here = formatPercent(right / count);
  const there = formatPercent(rightAtTrainer / count);
  const gap = Math.abs(right - rightAtTrainer);
  const equal = gap === 0 && (differing === null || differing === 0);
  if (equal) {
    return {
      equal,
      title: "It equals the trainer's figure.",
      text:
        differing === null
          ? `${here} of ${pictures(count)}, as the trainer measured; its answers to the single pictures were not kept.`
          : `${here}, and the same answer to each of ${pictures(count)}.`,
    };
  }
  const otherwise =
    differing === null ? "" : ` ${pictures(differing)} ${differing === 1 ? "was" : "were"} answered otherwise.`;
  return gap === 0
    ? { equal, title: "It equals the trainer's figure, by other answers.", text: `${here} here and there.${otherwise}` }
    : {
        equal,
        title: `It is within ${pictures(gap)} of the trainer's figure.`,
        text: `${here} here, ${there} by the trainer.${otherwise}`,
      };
}

/** Whether two classifiers that answered the same images differ by more than chance. */
import { chiSquareTail } from "../statistics/error-function.ts";

/** How often both, one or none of two classifiers, A and B, were right about the same images. */
export type PairedAnswers = { both: number; onlyA: number; onlyB: number; neither: number };

export type McNemar = {
  /** Exact binomial for few images that only one got right, chi-square with Edwards' correction otherwise. */
  method: "exact" | "chi-square";
  /** Of chi-square; null for the exact test. */
  statistic: number | null;
  /** Two-sided. */
  p: number;
};

/** Discordant images from which on the approximation is good enough, by the usual rule. */
const MANY = 25;

/**
 * McNemar's test (McNemar 1947; correction for continuity: Edwards 1948). If neither classifier were better, an image that
 * only one of them gets right would be A's or B's with equal chance.
 */
export function mcnemar({ onlyA, onlyB }: Pick<PairedAnswers, "onlyA" | "onlyB">): McNemar {
  const discordant = onlyA + onlyB;
  if (discordant < MANY) {
    return { method: "exact", statistic: null, p: Math.min(1, 2 * fairCoinTail(discordant, Math.min(onlyA, onlyB))) };
  }
  const statistic = Math.max(0, Math.abs(onlyA - onlyB) - 1) ** 2 / discordant;
  return { method: "chi-square", statistic, p: chiSquareTail(statistic) };
}

/** Probability of at most `most` heads in `tosses` of a fair coin. */
function fairCoinTail(tosses: number, most: number): number {
  let ways = 1;
  let sum = 1;
  for (let heads = 1; heads <= most; heads++) {
    ways *= (tosses - heads + 1) / heads;
    sum += ways;
  }
  return sum / 2 ** tosses;
}

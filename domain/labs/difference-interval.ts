import { Z } from "../models/accuracy-interval.ts";

/**
 * Half the width of the 95 % interval of the difference of two accuracies, as if they were measured on pictures drawn apart
 * (normal approximation). Two networks tested on the same pictures tend to fail on the same ones, so the true interval is
 * narrower: what this one tells apart is told apart.
 */
export const differenceInterval = (
  a: { accuracy: number; count: number },
  b: { accuracy: number; count: number },
): number => Z * Math.sqrt(variance(a) + variance(b));

const variance = ({ accuracy, count }: { accuracy: number; count: number }) => (accuracy * (1 - accuracy)) / count;

/** Terms after which neither expansion changes a double in its range. */
const TERMS = 200;
const SWITCH = 2.5;

/**
 * The complementary error function, to about fourteen digits, also where it is tiny: below 2.5 one minus the series of
 * erf, above it the continued fraction (Abramowitz and Stegun 1964, 7.1.6 and 7.1.14).
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < SWITCH) {
    let term = x;
    let sum = x;
    for (let n = 1; n < TERMS; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let tail = x;
  for (let n = TERMS; n >= 1; n--) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
}

/** Probability that a chi-square variable with one degree of freedom exceeds `statistic`. */
export const chiSquareTail = (statistic: number): number => erfc(Math.sqrt(statistic / 2));

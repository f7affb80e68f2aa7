/** The value that a Student-distributed number exceeds in size with a probability of 5 %. */

/** The same of the standard normal distribution. */
const NORMAL = 1.959963984540054;
const TAILS = 0.05;

/**
 * Hill's algorithm ("Algorithm 396: Student's t-quantiles", Communications of the ACM 13, 1970), for 5 % in both tails.
 *
 * @param freedom degrees of freedom, at least 1, not necessarily whole
 */
export function studentQuantile(freedom: number): number {
  const n = freedom;
  if (!(n >= 1)) throw new RangeError(`${n} degrees of freedom are too few; there must be at least 1.`);
  if (n === 1) return 1 / Math.tan((TAILS * Math.PI) / 2);
  if (n === 2) return Math.sqrt(2 / (TAILS * (2 - TAILS)) - 2);
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  let c = (((20700 * a) / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n;
  let y = (d * TAILS) ** (2 / n);
  if (y > 0.05 + a) {
    const x = -NORMAL;
    y = x * x;
    if (n < 5) c += 0.3 * (n - 4.5) * (x + 0.6);
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = a * y * y;
    y = y > 0.002 ? Math.exp(y) - 1 : 0.5 * y * y + y;
  } else {
    y =
      ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) * ((n + 1) / (n + 2)) +
      1 / y;
  }
  return Math.sqrt(n * y);
}

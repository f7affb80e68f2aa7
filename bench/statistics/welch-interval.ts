/** The difference of two means when the deviations may differ (Welch, Biometrika 34, 1947). */
import type { Sample } from "./sample.ts";
import { studentQuantile } from "./student-quantile.ts";

export type Difference = {
  difference: number;
  standardError: number;
  /** 95 % interval of the difference. */
  low: number;
  high: number;
  /** The difference in standard errors; about 2 is as far as chance easily goes. */
  standardErrors: number;
};

/** `a` less `b`; both of at least two values. */
export function welchInterval(a: Sample, b: Sample): Difference {
  const [u, v] = [a.standardError ** 2, b.standardError ** 2];
  const difference = a.mean - b.mean;
  const standardError = Math.sqrt(u + v);
  // Welch and Satterthwaite's degrees of freedom.
  const freedom = (u + v) ** 2 / (u ** 2 / (a.count - 1) + v ** 2 / (b.count - 1));
  const reach = studentQuantile(freedom) * standardError;
  return {
    difference,
    standardError,
    low: difference - reach,
    high: difference + reach,
    standardErrors: difference / standardError,
  };
}

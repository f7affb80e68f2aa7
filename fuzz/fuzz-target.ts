import { resourceUsage } from "node:process";
import fc from "fast-check";

/** What one part of the product is given, and what must hold of its answer. */
export type FuzzTarget = {
  name: string;
  /** How many cases it gets of each hundred, relative to others; those with more to go wrong get more. */
  weight: number;
  /**
   * @param cases how many values to try
   * @param seed determines them
   * @throws Error with the smallest value found for which the promise does not hold, and how to get it again
   */
  run: (cases: number, seed: number) => Promise<void>;
};

/** Milliseconds that one case may take, on a busy machine: what takes longer was made to by its input. */
const PATIENCE = 10_000;
/** KiB of memory at its highest, this process whole. */
const MOST_MEMORY = 4 * 2 ** 20;

/** @param check throws when the promise does not hold */
export function fuzzTarget<Value>(
  name: string,
  values: fc.Arbitrary<Value>,
  check: (value: Value) => void | Promise<void>,
  weight = 1,
): FuzzTarget {
  const property = fc.asyncProperty(values, async (value) => {
    const started = performance.now();
    await check(value);
    const took = performance.now() - started;
    if (took > PATIENCE) throw new Error(`It took ${Math.round(took)} ms; ${PATIENCE} are allowed.`);
    if (resourceUsage().maxRSS > MOST_MEMORY) throw new Error(`It took more than ${MOST_MEMORY} KiB of memory.`);
  });
  return {
    name,
    weight,
    run: (cases, seed) => fc.assert(property, { numRuns: cases, seed, includeErrorInReport: true }),
  };
}

/** Errors of the language itself: code met what it did not expect, instead of refusing it. */
const UNEXPECTED = [TypeError, ReferenceError, SyntaxError];

/**
 * Calls a reader of foreign data, which may refuse by an error that says why.
 *
 * @returns what it read, or null when it refused
 * @throws Error when it broke instead
 */
export async function readOrRefuse<T>(read: () => T | Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error) || error.message === "")
      throw new Error("It refused without a reason.", { cause: error });
    if (
      UNEXPECTED.some((kind) => error instanceof kind) ||
      /Invalid (typed )?array (buffer )?length|call stack/.test(error.message)
    ) {
      throw new Error(`It broke instead of refusing: ${error.message}`, { cause: error });
    }
    return null;
  }
}

/** Load over HTTP: so many clients, each asking again as soon as it is answered, all from this process. */
import { type Spread, spreadOf } from "../statistics/quantile.ts";
import { type Asked, ask } from "./ask.ts";

export type LoadResult = Spread & {
  /** Answers that were none: another status than 2xx, or no answer. */
  errors: number;
  /** What the first of them was. */
  firstError: string | null;
  perSecond: number;
};

/**
 * @param asked taken in turn; each client begins at another
 * @param seconds after which no client asks again
 * @returns milliseconds from a request to the end of its answer
 */
export async function load(asked: readonly Asked[], clients: number, seconds: number): Promise<LoadResult> {
  const milliseconds: number[] = [];
  const errors: string[] = [];
  const started = performance.now();
  const ends = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let i = client; performance.now() < ends; i++) {
        const next = asked[i % asked.length];
        if (!next) throw new RangeError("There is nothing to ask for.");
        const from = performance.now();
        const problem = await problemOf(next);
        if (problem === null) milliseconds.push(performance.now() - from);
        else errors.push(problem);
      }
    }),
  );
  const took = (performance.now() - started) / 1000;
  if (milliseconds.length === 0) throw new Error(`Nothing was answered: ${errors[0]}`);
  return {
    ...spreadOf(milliseconds),
    errors: errors.length,
    firstError: errors[0] ?? null,
    perSecond: milliseconds.length / took,
  };
}

/** Characters of an answer that is none. */
const QUOTED = 200;

/** @returns what went wrong; null when the answer is good */
async function problemOf(asked: Asked): Promise<string | null> {
  try {
    const { status, bytes } = await ask(asked);
    const isGood = status >= 200 && status < 300;
    return isGood ? null : `${asked.name}: ${status} ${bytes.toString().slice(0, QUOTED)}`;
  } catch (error) {
    return `${asked.name}: ${error instanceof Error ? error.message : error}`;
  }
}

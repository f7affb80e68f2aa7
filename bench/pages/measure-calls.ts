import { type Spread, spreadOf } from "../statistics/quantile.ts";

/** Milliseconds that each call took, one after the other; the first calls, which fill caches, do not count. */
export async function measureCalls(
  calls: readonly (() => Promise<unknown>)[],
  { count, warmUp }: { count: number; warmUp: number },
): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let i = -warmUp; i < count; i++) {
    const call = calls[(i + warmUp) % calls.length];
    if (!call) throw new RangeError("There is nothing to call.");
    const started = performance.now();
    await call();
    if (i >= 0) milliseconds.push(performance.now() - started);
  }
  return milliseconds;
}

/**
 * The same for views of a page, each called equally often.
 *
 * @param atLeast calls of all together
 * @param warmUpRounds calls of each before any counts
 */
export async function measureViews(
  views: Readonly<Record<string, () => Promise<unknown>>>,
  { atLeast, warmUpRounds }: { atLeast: number; warmUpRounds: number },
): Promise<{ all: Spread; byView: (Spread & { name: string })[] }> {
  const names = Object.keys(views);
  const rounds = Math.ceil(atLeast / names.length);
  const milliseconds = await measureCalls(Object.values(views), {
    count: rounds * names.length,
    warmUp: warmUpRounds * names.length,
  });
  const byView = names.map((name, index) => ({
    name,
    ...spreadOf(milliseconds.filter((_, call) => call % names.length === index)),
  }));
  return { all: spreadOf(milliseconds), byView };
}

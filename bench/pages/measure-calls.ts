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

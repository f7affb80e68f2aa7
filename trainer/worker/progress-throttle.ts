/** Enough points for any chart, however long the training. */
const EVENTS_PER_RUN = 10_000;
/** Milliseconds. */
const INTERVAL = 250;

/**
 * Decides which batches are reported: the first, the last of each epoch, and in between at most one in a quarter of a
 * second and some 10,000 in a run.
 *
 * @param clock milliseconds
 * @returns tells for each batch, in order, whether to report it
 */
export function createProgressThrottle(
  { epochs, stepsPerEpoch }: { epochs: number; stepsPerEpoch: number },
  clock: () => number,
): (step: number) => boolean {
  const spacing = Math.ceil((epochs * stepsPerEpoch) / EVENTS_PER_RUN);
  let last = Number.NEGATIVE_INFINITY;
  let skipped = spacing;
  return (step) => {
    skipped += 1;
    const due = skipped >= spacing && clock() - last >= INTERVAL;
    if (!due && step < stepsPerEpoch) return false;
    last = clock();
    skipped = 0;
    return true;
  };
}

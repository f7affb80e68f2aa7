import type { FeatureProgress } from "./ensure-features.ts";

export type FeatureReport = FeatureProgress & {
  /** Over the last seconds; null where nothing was computed yet. */
  imagesPerSecond: number | null;
};

/** Milliseconds between two reports. */
const INTERVAL = 1000;
/** Milliseconds over which the rate is taken. */
const WINDOW = 10_000;

/**
 * Turns progress into reports: the first of each phase, the last, and at most one in a second between them.
 *
 * @param clock milliseconds
 */
export function createFeatureReporter(
  report: (report: FeatureReport) => void,
  clock: () => number,
): (progress: FeatureProgress) => void {
  let phase: FeatureProgress["phase"] | null = null;
  let reportedAt = 0;
  let points: { at: number; done: number }[] = [];
  return (progress) => {
    const at = clock();
    const isNew = progress.phase !== phase;
    if (isNew) points = [];
    phase = progress.phase;
    points.push({ at, done: progress.done });
    if (!isNew && progress.done < progress.total && at - reportedAt < INTERVAL) return;
    reportedAt = at;
    while (points.length > 2 && at - (points[1]?.at ?? at) > WINDOW) points.shift();
    const [first] = points;
    const seconds = (at - (first?.at ?? at)) / 1000;
    const imagesPerSecond = seconds > 0 ? (progress.done - (first?.done ?? 0)) / seconds : null;
    report({ ...progress, imagesPerSecond });
  };
}

import type { FeatureProgress } from "./run-types.ts";

/** Seconds until all features are there, or null while nothing is known. */
export function featuresLeft({ phase, done, total, imagesPerSecond }: FeatureProgress): number | null {
  if (phase === "waiting" || !imagesPerSecond) return null;
  return Math.max(0, total - done) / imagesPerSecond;
}

/** How a quantity went over a run. */
import { slope } from "../statistics/slope.ts";

export type MemorySample = { seconds: number; residentMiB: number; tensors: number; temporaryFiles: number };

export type Course = {
  first: number;
  last: number;
  /** After the warm-up, by least squares; 0 when too little is left. */
  slopePerHour: number;
  /** After the warm-up, as `max` is. */
  min: number;
  max: number;
};

const SECONDS_PER_HOUR = 3600;
/** The first tenth of the samples: caches and pools fill up. */
const WARM_UP = 0.1;

/** @param samples at least one, in the order of time */
export function courseOf(samples: readonly MemorySample[], quantity: Exclude<keyof MemorySample, "seconds">): Course {
  const warm = samples.slice(Math.min(Math.ceil(WARM_UP * samples.length), samples.length - 1));
  const values = warm.map((sample) => sample[quantity]);
  return {
    first: samples[0]?.[quantity] ?? 0,
    last: samples.at(-1)?.[quantity] ?? 0,
    slopePerHour: slope(warm.map((sample) => [sample.seconds / SECONDS_PER_HOUR, sample[quantity]])),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

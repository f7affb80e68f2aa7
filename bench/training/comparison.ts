/** Ours against theirs, from speeds measured round by round. */
import { median } from "#domain/statistics/median";

export type Speeds = {
  /** Images per second, one a round. */
  rounds: number[];
  median: number;
  min: number;
  max: number;
};

export type Comparison = {
  /** Ours to theirs, of the medians. */
  ofMedians: number;
  /** Median of the ratios within a round, which load that changes between rounds leaves alone. */
  paired: number;
};

export const summariseSpeeds = (rounds: readonly number[]): Speeds => ({
  rounds: [...rounds],
  median: median(rounds),
  min: Math.min(...rounds),
  max: Math.max(...rounds),
});

export const compareSpeeds = (ours: Speeds, theirs: Speeds): Comparison => ({
  ofMedians: ours.median / theirs.median,
  paired: median(ours.rounds.map((speed, round) => speed / (theirs.rounds[round] ?? Number.NaN))),
});

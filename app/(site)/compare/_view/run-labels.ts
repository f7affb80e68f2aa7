/** Names by which the runs of one comparison are told apart. */
import type { ComparedRun } from "./compared-run.ts";

export type RunLabel = {
  /** In heads and sentences. */
  long: string;
  /** At the end of a line. */
  short: string;
};

const SHORT = 18;

/** Runs of one name get their seed, those that still look alike a number. */
export function runLabels(runs: readonly Pick<ComparedRun, "name" | "spec">[]): RunLabel[] {
  const names = count(runs.map(({ name }) => name));
  const seeded = runs.map(({ name, spec }) => ((names.get(name) ?? 0) > 1 ? `${name}, seed ${spec.seed}` : name));
  const same = count(seeded);
  const seen = new Map<string, number>();
  return seeded.map((label) => {
    const nth = (seen.get(label) ?? 0) + 1;
    seen.set(label, nth);
    const long = (same.get(label) ?? 0) > 1 ? `${label} (${nth})` : label;
    return { long, short: shortened(long.replace(", seed ", " s")) };
  });
}

const count = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/** The end tells runs of a series apart, so the middle gives way. */
function shortened(text: string): string {
  if (text.length <= SHORT) return text;
  const tail = Math.floor((SHORT - 1) / 2);
  return `${text.slice(0, SHORT - 1 - tail)}…${text.slice(-tail)}`;
}

import type { ShownRun } from "./compared-run.ts";

export type RunPair = {
  a: ShownRun;
  b: ShownRun;
  /** All that could be chosen. */
  tested: readonly ShownRun[];
};

/** The two runs that are held against each other: the chosen ones, else the first and the last that were tested. */
export function choosePair(runs: readonly ShownRun[], chosen: { a: number; b: number } | null): RunPair | null {
  const tested = runs.filter(({ confusion }) => confusion !== null);
  const find = (slot: number | undefined) => tested.find((run) => run.slot === slot);
  const a = find(chosen?.a) ?? tested.find(({ slot }) => slot !== chosen?.b);
  const b = find(chosen?.b) ?? tested.findLast(({ slot }) => slot !== a?.slot);
  return a && b && a !== b ? { a, b, tested } : null;
}

/** The pair after `side` was changed to this slot: choosing the other's run swaps the two. */
export function pairWith({ a, b }: RunPair, side: "a" | "b", slot: number): { a: number; b: number } {
  const [other, own] = side === "a" ? [b.slot, a.slot] : [a.slot, b.slot];
  const free = slot === other ? own : other;
  return side === "a" ? { a: slot, b: free } : { a: free, b: slot };
}

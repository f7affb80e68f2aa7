/** What every bench is, and what it gives back. */
import { type Flags, type FlagValues, parseFlags } from "./options/flags.ts";

/** Everything measured, by name; what a number's unit is stands in the name. NaN becomes null in JSON. */
export type Figure = number | string | boolean | null | readonly Figure[] | { [name: string]: Figure };

export type BenchResult = {
  figures: Record<string, Figure>;
  /** Ours to theirs, above 1 where ours is better. */
  ratios: Record<string, number>;
  /** Versions of what took part. */
  versions: Record<string, string>;
};

export type BenchOutput = {
  /** Progress: goes to standard error. */
  say: (line: string) => void;
  /** Results for people: go to standard output. */
  print: (text: string) => void;
};

export type Bench = {
  /** One line for the list of benches. */
  summary: string;
  flags: Flags;
  /** @throws UsageError when `args` cannot be understood */
  run: (args: readonly string[], output: BenchOutput) => Promise<BenchResult>;
};

/** A bench whose `run` gets its flags read. */
export const defineBench = <F extends Flags>(definition: {
  summary: string;
  flags: F;
  run: (options: FlagValues<F>, output: BenchOutput) => Promise<BenchResult>;
}): Bench => ({
  summary: definition.summary,
  flags: definition.flags,
  run: (args, output) => definition.run(parseFlags(args, definition.flags), output),
});

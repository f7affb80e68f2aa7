/** A command that puts something to the test and says whether it held: `chaos` and `fuzz`. */
import { commit } from "../report/commit.ts";
import { describeMachine } from "../report/machine.ts";
import { describeFlags, type Flags, type FlagValues, parseFlags, UsageError } from "./flags.ts";

/** `report` stands in the JSON line, beside commit and machine. */
export type Trial = { held: boolean; report: object };

const EXIT_BROKEN = 1;
const EXIT_USAGE = 2;

/** Reads the command line, does `work`, prints its report as JSON where that is asked for, and ends the process. */
export async function runTrial<F extends Flags>(
  name: string,
  flags: F,
  work: (options: FlagValues<F>) => Promise<Trial>,
): Promise<never> {
  try {
    process.exit(await run(name, flags, work));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(error instanceof UsageError ? EXIT_USAGE : EXIT_BROKEN);
  }
}

async function run<F extends Flags>(
  name: string,
  flags: F,
  work: (options: FlagValues<F>) => Promise<Trial>,
): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes("--help")) {
    console.log(
      `Usage: npm run ${name} -- [options]\n\n${describeFlags(flags)}  --json               the last line of standard output is one JSON object`,
    );
    return 0;
  }
  const options = parseFlags(
    args.filter((arg) => arg !== "--json"),
    flags,
  );
  const machine = describeMachine();
  const { held, report } = await work(options);
  if (args.includes("--json")) console.log(JSON.stringify({ commit: commit(), machine, ...report }));
  return held ? 0 : EXIT_BROKEN;
}

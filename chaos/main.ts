/** `npm run chaos -- --minutes N [--seed S] [--json]`: what round.ts does, and what came of it. */
import { describeFlags, number, parseFlags, UsageError, wholeNumber } from "../bench/options/flags.ts";
import { commit } from "../bench/report/commit.ts";
import { describeMachine } from "../bench/report/machine.ts";
import { chaosRound, type RoundResult } from "./round.ts";

const FLAGS = {
  minutes: number("minutes of launches and faults, the undisturbed runs before them included", 2, 0.5),
  seed: wholeNumber("decides which faults come", 1),
};

/** What must not happen, and how the report says it. */
const PROMISES = {
  eventsLost: "events lost",
  eventsDoubled: "events doubled",
  runsStuck: "runs stuck",
  runsFailed: "runs failed",
  weightsDiffer: "runs with other weights or figures than their twins",
  leasesOverlapped: "leases overlapped",
  hashesUnresolved: "hashes without their bytes",
  launchesWrong: "launches without a run of their own",
  unaskedEnds: "processes that ended by themselves",
} as const satisfies Partial<Record<keyof RoundResult, string>>;

const EXIT_BROKEN = 1;
const EXIT_USAGE = 2;

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());
const started = performance.now();
const say = (line: string) =>
  void process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  ${line}\n`);

try {
  process.exit(await run(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof UsageError ? EXIT_USAGE : EXIT_BROKEN);
}

async function run(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(
      `Usage: npm run chaos -- [options]\n\n${describeFlags(FLAGS)}  --json               the last line of standard output is one JSON object`,
    );
    return 0;
  }
  const options = parseFlags(
    args.filter((arg) => arg !== "--json"),
    FLAGS,
  );
  const machine = describeMachine();
  const result = await chaosRound(options, say, interrupted.signal);
  console.log(`${result.faults} faults, ${result.runs} runs`);
  for (const [name, count] of Object.entries(result.faultsByName))
    console.log(`  ${String(count).padStart(4)}  ${name}`);
  const broken = Object.entries(PROMISES).filter(([key]) => result[key as keyof typeof PROMISES] > 0);
  for (const [key, words] of broken) console.log(`BROKEN: ${result[key as keyof typeof PROMISES]} ${words}`);
  if (broken.length === 0) console.log("Every promise was kept.");
  if (args.includes("--json")) console.log(JSON.stringify({ commit: commit(), machine, ...options, ...result }));
  return broken.length > 0 ? EXIT_BROKEN : 0;
}

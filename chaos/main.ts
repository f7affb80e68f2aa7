/** `npm run chaos -- --minutes N [--seed S] [--setting home] [--json]`: what round.ts does, and what came of it. */
import { number, oneOf, wholeNumber } from "../bench/options/flags.ts";
import { runTrial } from "../bench/options/run-trial.ts";
import { chaosRound, type RoundResult } from "./round.ts";
import { SETTINGS } from "./system/chaos-system.ts";

const FLAGS = {
  minutes: number("minutes of launches and faults, the undisturbed runs before them included", 2, 0.5),
  seed: wholeNumber("decides which faults come", 1),
  setting: oneOf("on a folder, or with PgBouncer and an S3 server that are struck too", SETTINGS, "deployment"),
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
  countsWrong: "states whose runs are counted wrong",
  unaskedEnds: "processes that ended by themselves",
} as const satisfies Partial<Record<keyof RoundResult, string>>;

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());
const started = performance.now();
const say = (line: string) =>
  void process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  ${line}\n`);

await runTrial("chaos", FLAGS, async (options) => {
  const result = await chaosRound(options, say, interrupted.signal);
  console.log(`${result.faults} faults, ${result.runs} runs`);
  for (const [name, count] of Object.entries(result.faultsByName))
    console.log(`  ${String(count).padStart(4)}  ${name}`);
  const broken = Object.entries(PROMISES).filter(([key]) => result[key as keyof typeof PROMISES] > 0);
  for (const [key, words] of broken) console.log(`BROKEN: ${result[key as keyof typeof PROMISES]} ${words}`);
  if (broken.length === 0) console.log("Every promise was kept.");
  return { held: broken.length === 0, report: { ...options, ...result } };
});

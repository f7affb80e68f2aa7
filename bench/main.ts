/** Runs a bench: `npm run bench -- NAME [options]`. README.md says what each compares. */
import { accuracyBench } from "./accuracy/accuracy-bench.ts";
import type { Bench } from "./bench.ts";
import { browserBench } from "./browser/browser-bench.ts";
import { coldStartBench } from "./cold-start/cold-start-bench.ts";
import { memoryBench } from "./memory/memory-bench.ts";
import { describeFlags, UsageError } from "./options/flags.ts";
import { pagesBench } from "./pages/pages-bench.ts";
import { endChildren, endChildrenOnSignals } from "./processes/children.ts";
import { commit } from "./report/commit.ts";
import { describeMachine } from "./report/machine.ts";
import { scaleBench } from "./scale/scale-bench.ts";
import { trainingBench } from "./training/training-bench.ts";
import { transferBench } from "./transfer/transfer-bench.ts";
import { wholeRunBench } from "./whole-run/whole-run-bench.ts";

const BENCHES: Record<string, Bench> = {
  training: trainingBench,
  "whole-run": wholeRunBench,
  accuracy: accuracyBench,
  memory: memoryBench,
  transfer: transferBench,
  pages: pagesBench,
  browser: browserBench,
  scale: scaleBench,
  "cold-start": coldStartBench,
};

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

const say = (line: string) => void process.stderr.write(`${line}\n`);
const print = (text: string) => void process.stdout.write(`${text}\n`);

const usage = () =>
  `Usage: npm run bench -- NAME [options]\n\n${Object.entries(BENCHES)
    .map(([name, { summary }]) => `  ${name.padEnd(12)} ${summary}\n`)
    .join("")}\nEach also takes --json (the last line of standard output is then one JSON object) and --help.`;

const usageOf = (name: string, { summary, flags }: Bench) =>
  `Usage: npm run bench -- ${name} [options]\n\n${summary}\n\n${describeFlags(flags)}` +
  `  ${"--json".padEnd(20)} the last line of standard output is one JSON object\n  ${"--help".padEnd(20)} this text`;

async function run([name, ...rest]: string[]): Promise<void> {
  if (name === undefined || name === "--help") return print(usage());
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench) throw new UsageError(`There is no bench "${name}", only ${Object.keys(BENCHES).join(", ")}.`);
  if (rest.includes("--help")) return print(usageOf(name, bench));
  const json = rest.includes("--json");
  const machine = describeMachine();
  const { figures, ratios, versions } = await bench.run(
    rest.filter((arg) => arg !== "--json"),
    { say, print },
  );
  if (json) print(JSON.stringify({ commit: commit(), machine: { ...machine, versions }, figures, ratios }));
}

endChildrenOnSignals();
try {
  await run(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
  endChildren();
}

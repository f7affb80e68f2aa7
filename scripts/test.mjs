// `npm test`: sets up what the parts need, runs them side by side as far as that helps, and adds up their counts.
// `npm test -- unit rules` runs some parts only. The last line is `N passed, N failed`.
import { mkdir } from "node:fs/promises";
import { endCommands } from "./setup/command.mjs";
import { locate } from "./setup/paths.mjs";
import { beginSetup } from "./setup/prepare.mjs";
import { formatDuration } from "./setup/report.mjs";
import { add, formatCounts, NONE, ONE_FAILED } from "./testing/counts.mjs";
import { ON_DEMAND, PARTS } from "./testing/parts.mjs";

/** Milliseconds after which whatever still runs has failed: something hangs. */
const LIMIT = 45 * 60_000;
const SHOWN_LINES = 150;

const names = choose(process.argv.slice(2));
const paths = locate();
await mkdir(paths.test, { recursive: true });

const limit = new AbortController();
const end = () => {
  limit.abort();
  endCommands();
};
setTimeout(end, LIMIT).unref();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, end);

const steps = [...new Set(["node", ...names.flatMap((name) => PARTS[name].setup)])];
const need = await beginSetup(paths, steps);
const begun = new Map();
const total = (await Promise.all(names.map(begin))).reduce(add, NONE);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(formatCounts({ ...total, skipped: 0 }));
process.exit(total.failed > 0 ? 1 : 0);

/** @returns {Promise<import("./testing/counts.mjs").Counts>} the part's counts, each part run once */
function begin(name) {
  if (!begun.has(name)) begun.set(name, run(name));
  return begun.get(name);
}

async function run(name) {
  const part = PARTS[name];
  await Promise.all(part.after.filter((other) => names.includes(other)).map(begin));
  let started = Date.now();
  const outcome = await Promise.all(part.setup.map(need))
    .then(() => {
      if (limit.signal.aborted) throw new Error("The tests were stopped before this part began.");
      started = Date.now();
      return part.run({ paths, need, signal: limit.signal });
    })
    .catch((error) => ({ counts: ONE_FAILED, output: error.message }));
  const { counts, output, remarks = [] } = outcome;
  if (counts.failed > 0) console.log(`\n${output.trimEnd().split("\n").slice(-SHOWN_LINES).join("\n")}`);
  console.log(
    `${counts.failed > 0 ? "FAILED" : "ok"} ${name}: ${formatCounts(counts)} (${formatDuration(Date.now() - started)})`,
  );
  for (const remark of remarks) console.log(`  ${remark}`);
  return counts;
}

function choose(wanted) {
  const unknown = wanted.find((name) => !(name in PARTS));
  if (unknown) {
    console.error(`There is no part "${unknown}" of the tests, only ${Object.keys(PARTS).join(", ")}.`);
    process.exit(2);
  }
  return wanted.length > 0 ? wanted : Object.keys(PARTS).filter((name) => !ON_DEMAND.includes(name));
}

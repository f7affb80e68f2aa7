/** `npm run fuzz -- --cases N --seed S [--json]`: hostile input for everything that reads what others send. */
import { wholeNumber } from "../bench/options/flags.ts";
import { runTrial } from "../bench/options/run-trial.ts";
import { locate } from "../scripts/setup/paths.mjs";
import { withTestDatabase } from "../scripts/testing/test-database.mjs";
import { openApi } from "./targets/api.ts";
import { pictureTargets } from "./targets/pictures.ts";
import { specTargets } from "./targets/specs.ts";
import { weightTargets } from "./targets/weights.ts";

const FLAGS = {
  cases: wholeNumber("cases of all targets together", 10_000),
  seed: wholeNumber("determines them", 1),
};

await runTrial("fuzz", FLAGS, async ({ cases, seed }) => {
  const failures: string[] = [];
  // What the server logs of its refusals, and libraries of theirs, is not the report.
  process.stderr.write = () => true;
  console.error = () => {};
  const results = await withTestDatabase(locate(), "fuzz", async (url: string) => {
    process.env.DATABASE_URL = url;
    const api = await openApi();
    try {
      const targets = [...api.targets, ...weightTargets, ...pictureTargets, ...specTargets];
      const weights = targets.reduce((sum, { weight }) => sum + weight, 0);
      const done = [];
      for (const { name, weight, run } of targets) {
        const each = Math.ceil((cases * weight) / weights);
        const started = performance.now();
        const failure = await run(each, seed).then(
          () => null,
          (error: Error) => error.message,
        );
        const seconds = (performance.now() - started) / 1000;
        console.log(`${failure ? "BROKEN" : "ok    "} ${name}: ${each} cases, ${seconds.toFixed(1)} s`);
        if (failure) failures.push(`${name}: ${failure}`);
        done.push({ name, cases: each, seconds });
      }
      return done;
    } finally {
      await api.close();
    }
  });
  for (const failure of failures) console.log(`\n${failure}`);
  const total = results.reduce((sum, target) => sum + target.cases, 0);
  const memoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${total} cases of seed ${seed}, ${failures.length} broken; ${memoryMiB} MiB of memory at most`);
  const report = { seed, cases: total, broken: failures.length, memoryMiB, targets: results };
  return { held: failures.length === 0, report };
});

// `npm run test:deploy`: our processes with the servers of a deployment around them, the real ones: PgBouncer, an S3 server,
// nginx as the edge; and the files in deploy/ through their own checkers. The last line is `N passed, N failed`. What cannot be
// had here is named, and its tests are counted as skipped.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { endCommands } from "./setup/command.mjs";
import { locate } from "./setup/paths.mjs";
import { beginSetup } from "./setup/prepare.mjs";
import { formatDuration } from "./setup/report.mjs";
import { formatCounts, ONE_FAILED } from "./testing/counts.mjs";
import { withObjectStore } from "./testing/deploy/object-store.mjs";
import { withPooler } from "./testing/deploy/pooler.mjs";
import { ensureDeployTools } from "./testing/deploy/tools.mjs";
import { withTestDatabase } from "./testing/test-database.mjs";
import { runVitest } from "./testing/vitest.mjs";

const SETUP = ["node", "build", "tensorflow", "dataset", "backbones", "chromium"];
/** Milliseconds after which whatever still runs has failed: something hangs. */
const LIMIT = 30 * 60_000;

const limit = new AbortController();
const end = () => {
  limit.abort();
  endCommands();
};
setTimeout(end, LIMIT).unref();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, end);

const { counts, output, remarks = [] } = await run().catch((error) => ({ counts: ONE_FAILED, output: error.message }));
if (counts.failed > 0) console.log(output.trimEnd().split("\n").slice(-200).join("\n"));
for (const remark of remarks) console.log(`  ${remark}`);
if (counts.skipped > 0) console.log(`${counts.skipped} skipped`);
console.log(formatCounts({ ...counts, skipped: 0 }));
process.exit(counts.failed > 0 ? 1 : 0);

async function run() {
  const paths = locate();
  await mkdir(paths.test, { recursive: true });
  const need = await beginSetup(paths, SETUP);
  const [tools] = await Promise.all([ensureDeployTools(paths), ...SETUP.map(need)]);
  for (const [name, tool] of Object.entries(tools)) {
    if ("missing" in tool) console.log(`skipped without ${name}: ${tool.missing}`);
  }
  const started = Date.now();
  const outcome = await withTestDatabase(paths, "deploy", (databaseUrl) =>
    withServers(paths, tools, databaseUrl, async (servers) => {
      const env = { ...programs(tools), ...servers, TEST_CHROMIUM: await need("chromium") };
      return runVitest({ paths, need, signal: limit.signal }, "deploy", { databaseUrl, env });
    }),
  );
  console.log(`deploy: ${formatCounts(outcome.counts)} (${formatDuration(Date.now() - started)})`);
  return outcome;
}

/** Runs pooler and S3 server, those that there are, while `work` does, which gets the variables that name them. */
async function withServers(paths, { pgbouncer, versitygw }, databaseUrl, work) {
  const pooled = (found) =>
    "missing" in pgbouncer
      ? work(found)
      : withPooler(paths, pgbouncer.path, databaseUrl, (pooler) => work({ ...found, ...pooler }));
  return "missing" in versitygw
    ? pooled({})
    : withObjectStore(versitygw.path, join(paths.test, "object-store"), pooled);
}

/** TEST_NGINX and so on: the paths of the programs that tests start themselves. */
function programs({ nginx, helm, compose, checkers }) {
  return Object.fromEntries(
    Object.entries({ nginx, helm, compose, checkers }).flatMap(([name, tool]) =>
      "missing" in tool ? [] : [[`TEST_${name.toUpperCase()}`, tool.path]],
    ),
  );
}

import { join } from "node:path";
import { runChaos } from "../chaos.mjs";
import { add, ONE_SKIPPED } from "../counts.mjs";
import { withTestDatabase } from "../test-database.mjs";
import { runVitest } from "../vitest.mjs";
import { withObjectStore } from "./object-store.mjs";
import { withPooler } from "./pooler.mjs";
import { ensureDeployTools } from "./tools.mjs";

/**
 * Runs our processes with the servers of a deployment around them, the real ones (PgBouncer, an S3 server, nginx as the edge),
 * and the files in deploy/ through their own checkers; then a short round of chaos that strikes pooler and S3 server as well.
 * What cannot be had here is named, and its tests are skipped.
 *
 * @param {import("../parts.mjs").Context} context
 * @returns {Promise<import("../part.mjs").Outcome>}
 */
export async function runDeploy(context) {
  const { paths, need } = context;
  const tools = await ensureDeployTools(paths);
  const missing = Object.entries(tools).flatMap(([name, tool]) =>
    "missing" in tool ? [`skipped without ${name}: ${tool.missing}`] : [],
  );
  const outcome = await withTestDatabase(paths, "deploy", (databaseUrl) =>
    withServers(paths, tools, databaseUrl, async (servers) => {
      const env = { ...programs(tools), ...servers, TEST_CHROMIUM: await need("chromium") };
      return runVitest(context, "deploy", { databaseUrl, env });
    }),
  );
  const isWhole = !("missing" in tools.pgbouncer || "missing" in tools.versitygw);
  const chaos = isWhole
    ? await runChaos(context, "deploy-chaos", ["--minutes", "1"])
    : { counts: ONE_SKIPPED, output: "" };
  return {
    counts: add(outcome.counts, chaos.counts),
    output: outcome.counts.failed > 0 ? outcome.output : chaos.output,
    remarks: [...missing, ...(outcome.remarks ?? [])],
  };
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

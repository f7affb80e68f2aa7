import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { assembleEnvironment, withoutInstallation } from "../setup/environment.mjs";
import { findFreePort } from "../setup/free-port.mjs";
import { migrate } from "../setup/migrate.mjs";
import { startSystem } from "../system.mjs";
import { withTestDatabase } from "./test-database.mjs";
import { testPaths } from "./test-paths.mjs";

/**
 * Runs the whole system, web app and trainer, as a new installation that shares only the data set.
 *
 * @param {import("../setup/paths.mjs").Paths} paths
 * @param {string} node
 * @param {(environment: NodeJS.ProcessEnv) => Promise<import("./part.mjs").Outcome>} work gets the system's own environment
 *   and BASE_URL, where its web app answers
 * @returns {Promise<import("./part.mjs").Outcome>} with the end of the system's log if anything failed
 */
export function withTestSystem(paths, node, work) {
  return withTestDatabase(paths, "system", async (databaseUrl) => {
    const own = testPaths(paths, "system");
    await rm(own.home, { recursive: true, force: true });
    await mkdir(own.home, { recursive: true });
    await migrate(paths, node, databaseUrl);

    const port = await findFreePort();
    const environment = await assembleEnvironment(own, { node, databaseUrl, port }, withoutInstallation());
    const logFile = join(own.home, "log");
    const log = await open(logFile, "a");
    const system = startSystem(paths, { node, port, host: "127.0.0.1", environment, output: log.fd });
    try {
      await system.ready;
      const outcome = await work({ ...environment, BASE_URL: `http://localhost:${port}` });
      return outcome.counts.failed === 0
        ? outcome
        : { ...outcome, output: `${outcome.output}\n${await tail(logFile)}` };
    } catch (error) {
      throw new Error(`${error.message}\n${await tail(logFile)}`);
    } finally {
      await system.stop();
      await log.close();
    }
  });
}

async function tail(logFile, lines = 40) {
  const text = await readFile(logFile, "utf8");
  return `The end of the system's log:\n${text.trim().split("\n").slice(-lines).join("\n")}`;
}

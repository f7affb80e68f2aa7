// The database of a command: the one that DATABASE_URL names, else our own, started if it is not running yet.
import { migrate } from "./setup/migrate.mjs";
import { answers, startPostgres } from "./setup/postgres.mjs";

/**
 * @param {import("./setup/paths.mjs").Paths} paths
 * @param {string} node
 * @returns {Promise<{ url: string, direct?: string, started: boolean, stop: () => Promise<void> }>} migrated and reachable; `started` tells
 *   whether this call started it
 */
export async function openDatabase(paths, node, env = process.env) {
  if (env.DIRECT_DATABASE_URL && !env.DATABASE_URL) {
    throw new Error(
      "DIRECT_DATABASE_URL is set and DATABASE_URL is not: set both, or neither for the database of this folder.",
    );
  }
  const database = env.DATABASE_URL
    ? await reachNamed(env.DATABASE_URL, env.DIRECT_DATABASE_URL)
    : await startPostgres(paths, paths.postgres, { durable: true });
  try {
    await migrate(paths, node, database.direct ?? database.url);
  } catch (error) {
    if (database.started) await database.stop();
    throw error;
  }
  return database;
}

/** @param {string} [direct] past the pooler that `url` may lead to */
async function reachNamed(url, direct) {
  if (!(await answers(url))) {
    const { hostname, port } = new URL(url);
    throw new Error(
      `Nothing answers at ${hostname}:${port || 5432}, which DATABASE_URL names: start that database or unset DATABASE_URL.`,
    );
  }
  return { url, direct, started: false, stop: async () => {} };
}

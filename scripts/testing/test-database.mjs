import { join } from "node:path";
import { startPostgres } from "../setup/postgres.mjs";

/**
 * @template T
 * @param {import("../setup/paths.mjs").Paths} paths
 * @param {string} name tells it from others that run at the same time
 * @param {(url: string) => Promise<T>} work gets the address of an empty database, in a cluster that lives no longer
 * @returns {Promise<T>}
 */
export async function withTestDatabase(paths, name, work) {
  const database = await startPostgres(paths, join(paths.test, `postgres-${name}`), { durable: false });
  try {
    return await work(database.url);
  } finally {
    await database.stop();
  }
}

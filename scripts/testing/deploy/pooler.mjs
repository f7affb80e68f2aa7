import { readFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { execute } from "../../setup/command.mjs";
import { findFreePort } from "../../setup/free-port.mjs";
import { withServer } from "./with-server.mjs";

/**
 * PgBouncer in front of a database, as deploy/pgbouncer starts it.
 *
 * @param {import("../../setup/paths.mjs").Paths} paths
 * @param {string} pgbouncer path of the program
 * @param {string} databaseUrl
 * @returns {Promise<{ server: import("./with-server.mjs").Server, url: string }>} `url` is the same address through the pooler,
 *   which leads to every other database of the server as well
 */
export async function poolerServer(paths, pgbouncer, databaseUrl) {
  const { port, url, settings } = await poolerOf(databaseUrl);
  const script = await readFile(join(paths.checkout, "deploy/pgbouncer/start.sh"), "utf8");
  const options = {
    // It refuses to be root, and whoever it is then may not be let into the checkout.
    ...(process.getuid?.() === 0 ? await account("nobody") : {}),
    cwd: "/",
    env: {
      PATH: `${dirname(pgbouncer)}${delimiter}${process.env.PATH ?? ""}`,
      ...settings,
    },
  };
  return { server: { program: "sh", args: ["-c", script], port, options }, url };
}

/**
 * @param {string} databaseUrl
 * @returns {Promise<{ port: number, url: string, settings: Record<string, string> }>} where a pooler in front of it will be, the
 *   database's address there, and what deploy/pgbouncer/start.sh is told
 */
export async function poolerOf(databaseUrl) {
  const [url, port] = [new URL(databaseUrl), await findFreePort()];
  const settings = {
    DB_HOST: url.hostname,
    DB_PORT: url.port,
    DB_USER: url.username,
    DB_PASSWORD: url.password,
    LISTEN_ADDR: "127.0.0.1",
    LISTEN_PORT: String(port),
  };
  url.port = String(port);
  url.searchParams.set("pgbouncer", "true");
  return { port, url: url.href, settings };
}

/**
 * Runs it while `work` does.
 *
 * @template T
 * @param {import("../../setup/paths.mjs").Paths} paths
 * @param {string} pgbouncer
 * @param {string} databaseUrl
 * @param {(env: { TEST_POOLER_URL: string }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPooler(paths, pgbouncer, databaseUrl, work) {
  const { server, url } = await poolerServer(paths, pgbouncer, databaseUrl);
  return withServer(server, () => work({ TEST_POOLER_URL: url }));
}

async function account(name) {
  const [uid, gid] = await Promise.all(["-u", "-g"].map((flag) => execute("id", [flag, name])));
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

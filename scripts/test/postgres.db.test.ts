import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { locate } from "../setup/paths.mjs";
import { answers, findPostgres, startPostgres } from "../setup/postgres.mjs";

/** Of mode 0700, as `mktemp -d` makes them: as root, PostgreSQL's user cannot enter it. */
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cultivar-postgres-"));
  chmodSync(folder, 0o700);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

it("makes a database in a folder that others cannot enter, keeps it, and survives a kill -9", async () => {
  const paths = locate({ CULTIVAR_HOME: folder });
  const first = await startPostgres(paths, paths.postgres, { durable: true });
  try {
    expect(first.started).toBe(true);
    await query(first.url, "CREATE TABLE kept (value int); INSERT INTO kept VALUES (42)");

    const again = await startPostgres(paths, paths.postgres, { durable: true });
    expect(again).toMatchObject({ url: first.url, started: false });

    const pid = Number(readFileSync(join(first.base, "data/postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => answers(first.url)).toBe(false);
    const revived = await startPostgres(paths, paths.postgres, { durable: true });
    expect(revived.started).toBe(true);
    expect(await query(revived.url, "SELECT value FROM kept")).toEqual([{ value: 42 }]);

    expect(await findPostgres(paths.postgres)).toEqual({ url: revived.url });
    await revived.stop();
    expect(await answers(revived.url)).toBe(false);
  } finally {
    await first.stop();
    rmSync(first.base, { recursive: true });
  }
});

it("gives the application a role that is no superuser, known by its password alone", async () => {
  const paths = locate({ CULTIVAR_HOME: folder });
  const database = await startPostgres(paths, paths.postgres, { durable: true });
  try {
    const sql = "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user";
    expect(await query(database.url, sql)).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
    const guess = new URL(database.url);
    guess.password = "postgres";
    await expect(query(guess.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  } finally {
    await database.stop();
    rmSync(database.base, { recursive: true });
  }
});

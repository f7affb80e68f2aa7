/**
 * Applies prisma/migrations in Prisma's own layout (`_prisma_migrations`, its checksum, its lock), so that Prisma's tools
 * understand the result. Prisma's `migrate deploy` needs an engine that it downloads; this needs nothing.
 */
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { UTC_SESSION } from "./session.ts";

export type Migration = { name: string; sql: string; checksum: string };

/** The lock that Prisma's own migrate takes. It belongs to a session, so it needs a connection without a pooler. */
const LOCK_ID = 72_707_369;
const LOCK_PATIENCE_MS = 30_000;

const JOURNAL = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** Reads `<folder>/<name>/migration.sql` of every migration, in the order of their names. */
export async function readMigrations(folder: URL): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, folder), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Brings the database at `url` up to date and returns the names of what was applied. Each migration is one transaction: it
 * happens with its journal entry or not at all. Several callers at once are safe; they take turns.
 *
 * @throws when an applied migration was edited or is not ours, and when a migration fails
 */
export async function applyMigrations(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new Client({ connectionString: url, options: UTC_SESSION, connectionTimeoutMillis: 8_000 });
  await client.connect();
  try {
    await takeLock(client);
    await client.query(JOURNAL);
    const applied = await readJournal(client);
    refuseStrangers(applied, migrations);
    const pending = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function takeLock(client: Client): Promise<void> {
  const deadline = Date.now() + LOCK_PATIENCE_MS;
  while (true) {
    const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [LOCK_ID]);
    if (rows[0]?.taken) return;
    if (Date.now() > deadline) {
      throw new Error(
        `Another process has been migrating this database for ${LOCK_PATIENCE_MS / 1000} s; wait for it and try again.`,
      );
    }
    await sleep(200);
  }
}

/** Checksums of what was applied, by name. */
async function readJournal(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const unfinished = rows.find(({ finished }) => !finished);
  if (unfinished) {
    throw new Error(
      `Migration ${unfinished.name} was begun by another tool and did not finish; mark it with prisma migrate resolve.`,
    );
  }
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function refuseStrangers(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of applied) {
    const expected = known.get(name);
    if (expected === undefined) {
      throw new Error(
        `The database has the migration ${name}, which this version does not know: use the newer version.`,
      );
    }
    if (expected !== checksum) {
      throw new Error(
        `prisma/migrations/${name}/migration.sql was edited after it had been applied. ` +
          "Restore the file and put the change into a new migration.",
      );
    }
  }
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`Migration ${name} failed and was undone: ${error instanceof Error ? error.message : error}`);
  }
}

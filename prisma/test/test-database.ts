/**
 * Databases for tests: each is a clone of a migrated template in the cluster that DATABASE_URL names. The template is made
 * once per state of the migrations, whoever comes first.
 */
import { createHash, randomUUID } from "node:crypto";
import { Client } from "pg";
import { TRAIN_QUEUE_OPTIONS } from "#domain/runs/train-job";
import { applyMigrations, type Migration, readMigrations } from "../apply-migrations.ts";
import { createQueue } from "../create-queue.ts";

const MIGRATIONS = new URL("../migrations/", import.meta.url);
/** Held while the template is looked for and made. */
const TEMPLATE_LOCK = 72_707_370;

export type TestDatabase = {
  url: string;
  /** Removes the database, ending connections that are still open. */
  drop: () => Promise<void>;
};

/** A migrated, empty database of one's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = await ensureTemplate();
  const name = `cultivar_test_${randomUUID().replaceAll("-", "")}`;
  await inCluster((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: urlOf(name),
    drop: () => inCluster(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

function clusterUrl(): string {
  const url = process.env.DATABASE_URL;
  if (url) return url;
  throw new Error("Database tests need DATABASE_URL to name a PostgreSQL that may be written to; npm test starts one.");
}

function urlOf(database: string): string {
  const url = new URL(clusterUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function inCluster<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: clusterUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function ensureTemplate(): Promise<string> {
  return inCluster(async (client) => {
    const migrations = await readMigrations(MIGRATIONS);
    const name = `cultivar_template_${fingerprint(migrations)}`;
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    try {
      const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
      if (rowCount === 0) await makeTemplate(client, name, migrations);
    } finally {
      await client.query("SELECT pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
    }
    return name;
  });
}

/** Made under another name and renamed when it is whole, so that an interrupted one is never cloned. */
async function makeTemplate(client: Client, name: string, migrations: readonly Migration[]): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  await applyMigrations(urlOf(unfinished), migrations);
  await createQueue(urlOf(unfinished));
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
}

function fingerprint(migrations: readonly Migration[]): string {
  const content = JSON.stringify([migrations.map(({ checksum }) => checksum), TRAIN_QUEUE_OPTIONS]);
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

import { Client } from "pg";

/**
 * Lets the role that `url` names begin its sessions of this database in UTC. A client says so itself where it is connected
 * directly; what comes through a pooler gets sessions that somebody else has begun.
 */
export async function prepareRole(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 8_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ database: string }>("SELECT current_database() AS database");
    const database = client.escapeIdentifier(rows[0]?.database ?? "");
    await client.query(`ALTER ROLE CURRENT_USER IN DATABASE ${database} SET timezone TO 'UTC'`);
  } finally {
    await client.end();
  }
}

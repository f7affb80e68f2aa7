/** The tables of an installation, as a backup knows them. */
import type { Client } from "pg";
import { QUEUE_SCHEMA } from "#prisma/create-queue";

export type Table = {
  /** With its schema, as in `public.run`. */
  name: string;
  /** The same and its columns, quoted for SQL. */
  quoted: string;
  columns: string;
  /** Which rows are kept; empty for all. */
  condition: string;
};

/** What a migrated database has from the start, before anybody is there. */
export const GIVEN_FROM_THE_START = ["public.queue_state"];

/** Where the rows of a table are not the installation's own: who migrated the database, who sweeps the store, what changed of late. */
const LEFT_OUT = ["_prisma_migrations", "store_lease", "ranking_change"];

const TABLES = `
  SELECT n.nspname AS schema, c.relname AS name, c.oid::int8 AS id,
         array(SELECT quote_ident(attname) FROM pg_attribute
                WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum) AS columns,
         array(SELECT confrelid::int8 FROM pg_constraint
                WHERE conrelid = c.oid AND contype = 'f' AND confrelid <> c.oid) AS needs
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
     AND (n.nspname = 'public' AND c.relname <> ALL ($1) OR n.nspname = $2 AND c.relname = 'job')
   ORDER BY 1 DESC, 2`;

type Row = { schema: string; name: string; id: string; columns: string[]; needs: string[] };

/** All of ours, and the jobs of the queue that wait or run; each after those that it refers to. */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Row>(TABLES, [LEFT_OUT, QUEUE_SCHEMA]);
  const ids = new Set(rows.map(({ id }) => id));
  const placed = new Set<string>();
  const ordered: Table[] = [];
  while (ordered.length < rows.length) {
    const next = rows.filter(
      ({ id, needs }) => !placed.has(id) && needs.every((need) => placed.has(need) || !ids.has(need)),
    );
    if (next.length === 0) throw new Error("Tables refer to each other in a circle: a backup knows no order for them.");
    for (const { id, schema, name, columns } of next) {
      placed.add(id);
      ordered.push({
        name: `${schema}.${name}`,
        quoted: `"${schema}"."${name}"`,
        columns: columns.join(", "),
        condition: schema === QUEUE_SCHEMA ? "WHERE state < 'completed'" : "",
      });
    }
  }
  return ordered;
}

/** What the tables look like: the migrations that the database has had, and the version of the queue's schema. */
export async function readShape(client: Client): Promise<{ migrations: string[]; queueVersion: number }> {
  const migrations = await client.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1",
  );
  const queue = await client.query<{ version: number }>(`SELECT version FROM ${QUEUE_SCHEMA}.version`);
  return { migrations: migrations.rows.map(({ name }) => name), queueVersion: queue.rows[0]?.version ?? 0 };
}

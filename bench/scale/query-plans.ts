/** How the database finds what a page of a run needs among all events: what grows with the table, and what does not. */
import { Client } from "pg";
import { UTC_SESSION } from "#prisma/session";

/** @returns rows of events and points, their bytes with indexes, and the plans of what reads one run's */
export async function explainHistories(url: string, runId: string) {
  const client = new Client({ connectionString: url, options: UTC_SESSION });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; rows: string; bytes: string }>(
      `SELECT relname AS name, reltuples::bigint AS rows, pg_total_relation_size(oid) AS bytes
         FROM pg_class WHERE relname IN ('run_event', 'run_point') AND relkind = 'r' ORDER BY relname`,
    );
    const plan = async (sql: string) =>
      (
        await client.query<{ "QUERY PLAN": string }>(`EXPLAIN (ANALYZE, BUFFERS, SUMMARY OFF) ${sql}`, [runId])
      ).rows.map((row) => row["QUERY PLAN"]);
    return {
      tables: rows.map(({ name, rows: count, bytes }) => ({ name, rows: Number(count), bytes: Number(bytes) })),
      plans: {
        "the latest events of a run": await plan(
          `SELECT seq, at, type, data FROM run_event WHERE "runId" = $1 AND seq > 9900 ORDER BY seq`,
        ),
        "all points of a run": await plan(`SELECT step, loss FROM run_point WHERE "runId" = $1 ORDER BY seq`),
      },
    };
  } finally {
    await client.end();
  }
}

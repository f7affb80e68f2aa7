import type { Client } from "pg";

const TABLES = `SELECT oid FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'`;

const COLUMNS = `
  SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attnotnull THEN ' not null' ELSE ' null' END
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid IN (${TABLES}) AND a.attnum > 0 AND NOT a.attisdropped`;

const INDEXES = `
  SELECT CASE WHEN i.indisprimary THEN 'primary key ' WHEN i.indisunique THEN 'unique index ' ELSE 'index ' END
    || n.relname || ' on ' || c.relname || ' (' || (
      SELECT string_agg(coalesce(a.attname, pg_get_indexdef(i.indexrelid, k.n::int, true)) || CASE WHEN i.indoption[k.n - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY k.n)
      FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, n)
      LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    ) || ')' || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid), '') AS line
  FROM pg_index i
  JOIN pg_class n ON n.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid
  WHERE i.indrelid IN (${TABLES})`;

const RULES = "WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' WHEN 'a' THEN 'no action' ELSE 'other' END";
const names = (columns: string, table: string) => `(
  SELECT string_agg(a.attname, ', ' ORDER BY p.n) FROM unnest(${columns}) WITH ORDINALITY AS p(attnum, n)
  JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = p.attnum)`;

const FOREIGN_KEYS = `
  SELECT 'foreign key ' || k.conname || ' (' || ${names("k.conkey", "k.conrelid")} || ') to ' || c.relname
    || ' (' || ${names("k.confkey", "k.confrelid")} || '), on delete ' || CASE k.confdeltype ${RULES}
    || ', on update ' || CASE k.confupdtype ${RULES} AS line
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.confrelid
  WHERE k.contype = 'f' AND k.conrelid IN (${TABLES})`;

const ENUMS = `
  SELECT 'enum ' || t.typname || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) AS line
  FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
  WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname`;

/** What the database looks like, in the lines of `expectedCatalogue`. */
export async function actualCatalogue(client: Client): Promise<string[]> {
  const lines: string[] = [];
  for (const query of [COLUMNS, INDEXES, FOREIGN_KEYS, ENUMS]) {
    const { rows } = await client.query<{ line: string }>(query);
    lines.push(...rows.map(({ line }) => line));
  }
  return lines.sort();
}

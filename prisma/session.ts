/** What holds of sessions of the database. */

/** Columns are `timestamp` in UTC; SQL that says now() must mean the same, wherever the database thinks it is. */
export const UTC_SESSION = "-c timezone=UTC";

/**
 * Whether the address leads to a pooler that gives a connection to each transaction (PgBouncer and its like), as Prisma's own
 * `?pgbouncer=true` says. Nothing of a session holds there: it takes no settings of one and knows no statement by a name.
 */
export const isPooled = (url: string): boolean => new URL(url).searchParams.get("pgbouncer") === "true";

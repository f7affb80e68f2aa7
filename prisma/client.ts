import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { PrismaClient } from "./generated/client.ts";
import { isPooled, UTC_SESSION } from "./session.ts";

export type Prisma = PrismaClient;
/** What a function takes that runs inside a transaction or by itself. */
export type PrismaQuery = Pick<PrismaClient, Exclude<keyof PrismaClient, `$${string}`>> &
  Pick<PrismaClient, "$queryRaw" | "$executeRaw" | "$queryRawUnsafe">;

/** Connections, those of them that do nothing, and calls that wait for one. */
export type PoolUse = Readonly<Record<"totalCount" | "idleCount" | "waitingCount", number>>;

export type PoolOptions = {
  /** Connections at most. */
  max: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Told of the pool, whose use is measured. */
  onPool?: (pool: PoolUse) => void;
  /** Told when an idle connection breaks; the pool replaces it by itself. */
  onPoolError?: (error: Error) => void;
  /** Parses and plans each statement once per connection, unless pooled: for a client that repeats a handful of them. */
  prepared?: boolean;
};

/** What a session is told when it begins; behind a pooler, its configuration and the role's (prepare-role.ts) say it. */
const SESSION = {
  options: UTC_SESSION,
  statement_timeout: 20_000,
  idle_in_transaction_session_timeout: 20_000,
};

const statementName = ({ sql }: { sql: string }) => createHash("sha1").update(sql).digest("hex");

/**
 * A database client with a pool of its own; whoever makes it ends it with `$disconnect()`. Waiting for a connection and for
 * a statement both end with an error, so that a database which hangs takes no caller with it.
 *
 * @param url PostgreSQL connection string; with `?pgbouncer=true` when it is a pooler's
 */
export function createPrisma(
  url: string,
  { max, applicationName, onPool, onPoolError, prepared }: PoolOptions,
): PrismaClient {
  const pooled = isPooled(url);
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    keepAlive: true,
    connectionTimeoutMillis: 8_000,
    query_timeout: 25_000,
    idleTimeoutMillis: 10_000,
    ...(pooled ? {} : SESSION),
  });
  onPool?.(pool);
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    onPoolError: onPoolError ?? (() => {}),
    ...(prepared && !pooled && { statementNameGenerator: statementName }),
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 8_000, timeout: 20_000 } });
}

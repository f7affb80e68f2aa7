import type { PrismaClient } from "#prisma/generated/client";
import { logError } from "#telemetry/log";

/**
 * Whether the database can be worked with: it answers, its tables are there, and now() is UTC in its sessions, on which every
 * time that is written by SQL depends.
 *
 * @returns "ok", or what is wrong
 */
export async function readiness(prisma: PrismaClient): Promise<string> {
  try {
    const [row] = await prisma.$queryRaw<{ zone: string; migrated: boolean }[]>`
      SELECT current_setting('timezone') AS zone, to_regclass('_prisma_migrations') IS NOT NULL AS migrated`;
    if (!row?.migrated) return "not migrated: run the migrations, as docs/deploy.md says";
    return row.zone === "UTC"
      ? "ok"
      : `sessions are in ${row.zone}: run the migrations as the role that the web app uses`;
  } catch (error) {
    if (String(error).includes("unsupported startup parameter")) {
      return "behind a pooler: end DATABASE_URL with ?pgbouncer=true";
    }
    logError("the database does not answer", error);
    return "unreachable";
  }
}

// Brings the database up to date that DIRECT_DATABASE_URL names, or else DATABASE_URL: `node prisma/migrate.ts`.
import { applyMigrations, readMigrations } from "./apply-migrations.ts";
import { isPooled } from "./client.ts";
import { createQueue } from "./create-queue.ts";
import { prepareRole } from "./prepare-role.ts";

const url = process.env.DIRECT_DATABASE_URL || process.env.DATABASE_URL;
try {
  if (!url)
    throw new Error("DATABASE_URL is not set: name the database, as in postgresql://user:password@host:5432/name.");
  if (isPooled(url)) {
    throw new Error(
      "Migrations hold a lock for a whole session, which a pooler does not give: let DIRECT_DATABASE_URL name the database itself.",
    );
  }
  const migrations = await readMigrations(new URL("migrations/", import.meta.url));
  for (const name of await applyMigrations(url, migrations)) console.log(`Applied migration ${name}`);
  await createQueue(url);
  await prepareRole(url);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

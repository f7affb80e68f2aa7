// Brings the database that DATABASE_URL names up to date: `node prisma/migrate.ts`.
import { applyMigrations, readMigrations } from "./apply-migrations.ts";
import { createQueue } from "./create-queue.ts";

const url = process.env.DATABASE_URL;
try {
  if (!url)
    throw new Error("DATABASE_URL is not set: name the database, as in postgresql://user:password@host:5432/name.");
  const migrations = await readMigrations(new URL("migrations/", import.meta.url));
  for (const name of await applyMigrations(url, migrations)) console.log(`Applied migration ${name}`);
  await createQueue(url);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

// Brings the database up to date that DIRECT_DATABASE_URL names, or else DATABASE_URL: `node prisma/migrate.ts`.
import { applyMigrations, readMigrations } from "./apply-migrations.ts";
import { createQueue } from "./create-queue.ts";
import { directUrl } from "./direct-url.ts";
import { prepareRole } from "./prepare-role.ts";

try {
  const url = directUrl("Migrations hold a lock for a whole session");
  const migrations = await readMigrations(new URL("migrations/", import.meta.url));
  for (const name of await applyMigrations(url, migrations)) console.log(`Applied migration ${name}`);
  await createQueue(url);
  await prepareRole(url);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

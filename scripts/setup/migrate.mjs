import { execute } from "./command.mjs";
import { say } from "./report.mjs";

/** Brings the database at this address, which is no pooler's, up to date with prisma/migrations. */
export async function migrate(paths, node, databaseUrl) {
  await execute(node, ["prisma/migrate.ts"], {
    cwd: paths.checkout,
    env: { ...process.env, DATABASE_URL: databaseUrl, DIRECT_DATABASE_URL: "" },
    onLine: (line) => line.trim() && say("database", line),
  });
}

import { defineConfig } from "prisma/config";

/** For `prisma generate`. Migrations are applied by prisma/migrate.ts, so no database address is needed here. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});

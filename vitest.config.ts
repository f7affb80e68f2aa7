import { defineConfig } from "vitest/config";

const NOT_TESTS = ["**/node_modules/**", "**/.cultivar/**", "**/.next/**", "e2e/**"];
const DATABASE_TESTS = "**/*.db.test.ts";
const DEPLOY_TESTS = "**/*.deploy.test.ts";

/** Where a test may choose a backend, which is one for the whole process. */
const LEARNING_TESTS = "{ml,trainer}/**/*.test.ts";

/**
 * `database` needs DATABASE_URL, the address of a PostgreSQL in which tests may make databases: `npm test` starts one.
 * `deploy` needs the servers of a deployment besides (scripts/testing/deploy/): `npm run test:deploy` starts them.
 */
export default defineConfig({
  test: {
    environment: "node",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...NOT_TESTS, DATABASE_TESTS, DEPLOY_TESTS, LEARNING_TESTS],
          // One process for all: loading what each of two hundred files needs anew took half of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "learning",
          include: [LEARNING_TESTS],
          exclude: [...NOT_TESTS, DATABASE_TESTS, DEPLOY_TESTS],
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: [DATABASE_TESTS],
          exclude: NOT_TESTS,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "deploy",
          include: [DEPLOY_TESTS],
          exclude: NOT_TESTS,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

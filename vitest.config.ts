import { defineConfig } from "vitest/config";

const NOT_TESTS = ["**/node_modules/**", "**/.cultivar/**", "**/.next/**", "e2e/**"];
const DATABASE_TESTS = "**/*.db.test.ts";
const DEPLOY_TESTS = "**/*.deploy.test.ts";

/**
 * `database` needs DATABASE_URL, the address of a PostgreSQL in which tests may make databases: `npm test` starts one.
 * `deploy` needs an S3 server besides, as TEST_S3_ENDPOINT, _REGION, _ACCESS_KEY, _SECRET_KEY and _BUCKET name it.
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
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

import { defineConfig } from "vitest/config";

const NOT_TESTS = ["**/node_modules/**", "**/.cultivar/**", "**/.next/**", "e2e/**"];
const DATABASE_TESTS = "**/*.db.test.ts";
const DEPLOY_TESTS = "**/*.deploy.test.ts";
const LONG_TESTS = "**/*.long.test.ts";

/** They set what a process has one of: the backend of TensorFlow.js, the readers of metrics. */
const ISOLATED_TESTS = "{ml,trainer,telemetry}/**/*.test.ts";

/**
 * `database` needs DATABASE_URL, the address of a PostgreSQL in which tests may make databases: `npm test` starts one.
 * So does `long`, which `npm test -- long` runs: minutes of training, and of waiting for what is lost.
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
          exclude: [...NOT_TESTS, DATABASE_TESTS, DEPLOY_TESTS, LONG_TESTS, ISOLATED_TESTS],
          // One process for all: loading what each of two hundred files needs anew took half of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "isolated",
          include: [ISOLATED_TESTS],
          exclude: [...NOT_TESTS, DATABASE_TESTS, DEPLOY_TESTS, LONG_TESTS],
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
          name: "long",
          include: [LONG_TESTS],
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

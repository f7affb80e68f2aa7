// The parts of `npm test`. `setup` names steps of set-up (setup/prepare.mjs), `after` other parts that must be over, because
// two cores do not hold both or because one reads what the other writes.
import { join } from "node:path";
import { NO_ANSWER } from "../audit.mjs";
import { runChaos } from "./chaos.mjs";
import { readPlaywright } from "./counts.mjs";
import { runDeploy } from "./deploy/run-deploy.mjs";
import { runImages } from "./deploy/run-images.mjs";
import { runChecker, runCounted } from "./part.mjs";
import { withTestDatabase } from "./test-database.mjs";
import { withTestSystem } from "./test-system.mjs";
import { runVitest } from "./vitest.mjs";

/**
 * @typedef {{ setup: readonly string[], after: readonly string[],
 *             run: (context: Context) => Promise<import("./part.mjs").Outcome> }} Part
 * @typedef {{ paths: import("../setup/paths.mjs").Paths, need: (step: string) => Promise<any>, signal: AbortSignal }} Context
 */

/** Parts that run only when they are named. */
export const ON_DEMAND = ["long", "deploy", "images"];

/** @type {Record<string, Part>} */
export const PARTS = {
  format: {
    setup: ["packages"],
    after: [],
    run: (context) => check(context, "@biomejs/biome/bin/biome", ["ci", "--colors=off", "."]),
  },
  rules: {
    setup: ["prisma"],
    after: ["format"],
    run: (context) => checkWith(context, ["scripts/check-imports.mjs"]),
  },
  audit: {
    setup: ["packages"],
    after: ["format"],
    run: (context) => checkWith(context, ["scripts/audit.mjs"], NO_ANSWER),
  },
  unit: {
    setup: ["prisma", "tensorflow", "dataset", "backbones"],
    after: ["rules"],
    run: (context) => runVitest(context, "unit", { projects: ["unit", "isolated"] }),
  },
  database: {
    setup: ["prisma", "tensorflow", "dataset", "backbones"],
    after: ["types"],
    run: (context) =>
      withTestDatabase(context.paths, "database", (databaseUrl) => runVitest(context, "database", { databaseUrl })),
  },
  /** Only when it is asked for: trainers that die, fall silent or lose their database, and networks on a backbone. */
  long: {
    setup: ["prisma", "tensorflow", "dataset", "backbones"],
    after: [],
    run: (context) =>
      withTestDatabase(context.paths, "long", (databaseUrl) => runVitest(context, "long", { databaseUrl })),
  },
  /** Only when it is asked for: what stands around a deployment. */
  deploy: {
    setup: ["build", "tensorflow", "dataset", "backbones", "chromium"],
    after: [],
    run: runDeploy,
  },
  /** Only when it is asked for: images are built, and an installation runs from them. */
  images: {
    setup: ["chromium"],
    after: [],
    run: runImages,
  },
  bundle: {
    setup: ["build"],
    after: [],
    run: (context) => checkWith(context, ["scripts/scan-bundle.mjs"]),
  },
  types: {
    // Next writes the types of its routes while it builds.
    setup: ["build"],
    after: ["bundle"],
    run: (context) => check(context, "typescript/bin/tsc", ["--noEmit", "--incremental", "false", "-p", "."]),
  },
  chaos: {
    setup: ["build", "tensorflow", "dataset"],
    // Of what is long it runs beside the browser's tests alone.
    after: ["unit", "database"],
    run: (context) => runChaos(context, "chaos", ["--minutes", "2", "--setting", "home"]),
  },
  browser: {
    setup: ["build", "tensorflow", "dataset", "backbones", "chromium"],
    after: ["types", "unit"],
    run: playwright,
  },
};

async function check(context, script, args) {
  return checkWith(context, [join(context.paths.modules, script), ...args]);
}

async function checkWith({ paths, need, signal }, args, skips) {
  return runChecker(await need("node"), args, { cwd: paths.checkout, signal }, skips);
}

async function playwright({ paths, need, signal }) {
  const [node, chromium] = await Promise.all([need("node"), need("chromium")]);
  const report = join(paths.test, "browser.json");
  const args = [join(paths.modules, "@playwright/test/cli.js"), "test", "--reporter=list,json"];
  return withTestSystem(paths, node, (environment) => {
    const env = {
      ...environment,
      PLAYWRIGHT_CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      NO_COLOR: "1",
    };
    return runCounted(node, args, { cwd: paths.checkout, env, signal }, report, readPlaywright);
  });
}

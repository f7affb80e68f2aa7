// Checks the import rules twice: each import by .dependency-cruiser.mjs, and what browsers reach through any number of them,
// starting at the files that say "use client". Types are gone by then, so imports of types are not followed there.
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { cruise } from "dependency-cruiser";
import rules from "../.dependency-cruiser.mjs";
import { checkout } from "./setup/paths.mjs";
import { listFiles } from "./setup/stamp.mjs";

const SERVER_ONLY =
  /^(prisma|server|storage|telemetry|trainer)\/|^app\/(api\/|_trpc\/server\.ts)|tfjs-node|node_modules\/(pg|pg-boss|server-only|nodemailer|@prisma)\//;

/** Started by its address, so no import leads to it. */
const WORKER = "app/_inference/worker.ts";

process.chdir(checkout);
const { forbidden, options } = rules;
const everything = await cruise(["."], { ...options, ruleSet: { forbidden }, validate: true, outputType: "err" });
console.log(everything.output);

const { modules } = (await cruise(["app"], options)).output;
const findings = browserRoots().flatMap((root) =>
  forbiddenPaths(root, new Map(modules.map((module) => [module.source, module]))),
);
for (const path of findings) console.error(`  error browser-reaches: ${path.join(" → ")}`);
process.exit(everything.exitCode > 0 || findings.length > 0 ? 1 : 0);

/** @returns {string[]} the files with which the browser's part of the app begins */
function browserRoots() {
  return listFiles(join(checkout, "app"))
    .filter((file) => /\.tsx?$/.test(file) && /^\s*["']use client["']/.test(readFileSync(file, "utf8")))
    .map((file) => relative(checkout, file))
    .concat(existsSync(join(checkout, WORKER)) ? [WORKER] : []);
}

/** @returns {string[][]} the shortest way from `root` to each file that must stay on the server */
function forbiddenPaths(root, modules) {
  const paths = new Map([[root, [root]]]);
  const found = [];
  for (const [source, path] of paths) {
    for (const { resolved, dependencyTypes } of modules.get(source)?.dependencies ?? []) {
      if (dependencyTypes.includes("type-only") || paths.has(resolved)) continue;
      const next = [...path, resolved];
      if (SERVER_ONLY.test(resolved)) found.push(next);
      else paths.set(resolved, next);
    }
  }
  return found;
}

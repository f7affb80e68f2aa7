// Runs one of the project's TypeScript programs after the set-up that it needs:
//   node scripts/run.mjs FILE.ts [--needs STEP,STEP,…] [-- ARGUMENT…]
// STEP is one of set-up's steps (setup/prepare.mjs) or `database`. Set-up speaks on stderr only; standard output, signals and
// the exit status are the program's.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { openDatabase } from "./database.mjs";
import { readRunning } from "./running.mjs";
import { assembleEnvironment } from "./setup/environment.mjs";
import { locate } from "./setup/paths.mjs";
import { beginSetup, STEP_NAMES } from "./setup/prepare.mjs";
import { isAlive } from "./setup/process-identity.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

try {
  process.exitCode = await run(parse(process.argv.slice(2)));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** npm appends a command's own arguments at the end, so everything after the options is the program's, `--` or not. */
function parse([file, ...rest]) {
  if (!file?.endsWith(".ts")) throw new Error("usage: node scripts/run.mjs FILE.ts [--needs STEP,…] [-- ARGUMENT…]");
  const needs = rest[0] === "--needs" ? rest.splice(0, 2)[1].split(",") : [];
  const unknown = needs.find((step) => step !== "database" && !STEP_NAMES.includes(step));
  if (unknown) throw new Error(`--needs: there is no step "${unknown}", only ${STEP_NAMES.join(", ")} and database.`);
  return { file, needs, args: rest[0] === "--" ? rest.slice(1) : rest };
}

async function run({ file, needs, args }) {
  const paths = locate();
  const steps = ["node", "packages", ...needs.filter((step) => step !== "database")];
  if (needs.includes("database")) steps.push("prisma");
  const need = await beginSetup(paths, steps);
  await Promise.all(steps.map(need));
  const node = await need("node");
  const database = needs.includes("database") ? await openDatabase(paths, node) : null;
  try {
    const running = await readRunning(paths);
    const url = running && isAlive(running.start) ? running.url : undefined;
    const own = await assembleEnvironment(paths, { node, databaseUrl: database?.url, url });
    // The one that is set may lead to another database than this.
    const env = database ? { ...own, DIRECT_DATABASE_URL: database.direct ?? "" } : own;
    return await passThrough(spawn(node, [file, ...args], { cwd: paths.checkout, env, stdio: "inherit" }));
  } finally {
    if (database?.started) await database.stop();
  }
}

/** @returns the child's exit status, in the shell's manner 128 + number if a signal ended it */
function passThrough(child) {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // A terminal sends its Ctrl-C to the child as well.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
